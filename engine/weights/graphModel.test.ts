import { expect, test } from 'vitest'
import { input, model } from '../../builder/index'
import { graphModelWeights } from './graphModel'
import { matchWeights } from './matchWeights'
import { weightSlots } from './slots'
import type { SourceWeight } from './sourceWeight'

const tensor = (name: string, ...shape: number[]): SourceWeight => {
  const size = shape.reduce((a, b) => a * b, 1)
  return { name, shape, values: Float32Array.from({ length: size }, (_, i) => i + 1) }
}
const node = (name: string, op: string, inputs: readonly string[] = [], attr: object = {}) => ({
  name,
  op,
  input: inputs,
  attr,
})
const fused = (...operations: string[]) => ({ fused_ops: { list: { s: operations.map(word => btoa(word)) } } })
const namesOf = (sources: readonly SourceWeight[]) => sources.map(({ name }) => name)

test('weights are told by the operations that read them, in the order of these, through what hands them on', () => {
  const tensors = [
    ...[tensor('k2', 3, 3, 2, 1), tensor('b1', 2), tensor('k1', 3, 3, 1, 2), tensor('gamma', 2), tensor('beta', 2)],
    ...[tensor('mean', 2), tensor('variance', 2), tensor('w', 2, 5), tensor('wb', 5), tensor('lost', 7), tensor('one')],
  ]
  const nodes = [
    node('net/dense/BiasAdd', 'AddV2', ['net/dense/MatMul', 'wb']),
    node('net/dense/MatMul', 'MatMul', ['pooled', 'w'], { transpose_b: { b: false } }),
    node('pooled', 'Mean', ['net/depthwise/Relu', 'axes']),
    node('net/depthwise/Relu', 'FusedDepthwiseConv2dNative', ['net/norm/FusedBatchNormV3:0', 'k2'], fused('Relu')),
    node('net/norm/FusedBatchNormV3', 'FusedBatchNormV3', ['net/conv/BiasAdd', 'gamma', 'beta', 'mean', 'variance'], {
      epsilon: { f: 0.01 },
    }),
    node('net/conv/BiasAdd', 'BiasAdd', ['net/conv/Conv2D', 'net/conv/read']),
    node('net/conv/read', 'Identity', ['b1']),
    node('net/conv/Conv2D', 'Conv2D', ['image', 'k1', '^image']),
    node('image', 'Placeholder'),
  ]
  const found = graphModelWeights({ node: nodes }, tensors)
  expect(namesOf(found)).toEqual([
    ...['net/conv/kernel', 'net/conv/bias'],
    ...['net/norm/gamma', 'net/norm/beta', 'net/norm/movingMean', 'net/norm/movingVariance'],
    ...['net/depthwise/depthwiseKernel', 'net/dense/kernel', 'net/dense/bias', 'lost'],
  ])
  expect(found[5].epsilon).toBe(0.01)
  expect([...found[0].values]).toEqual([...tensors[2].values])

  const image = input(8, 8, 1)
  const maps = image.conv2d(2, 3).batchNorm({ epsilon: 0.01 }).depthwiseConv2d(3, { useBias: false }).relu()
  const { graph } = model('Same', image, maps.globalAveragePool2d().dense(5))
  const { report } = matchWeights(weightSlots(graph), found)
  expect(report).toMatchObject({ missing: [], unused: ['lost'], notes: [] })
})

test('a normalisation that was folded adds the bias and changes nothing else', () => {
  const tensors = [tensor('a', 3, 3, 1, 2), tensor('b', 2), tensor('c', 3, 3, 2, 2), tensor('d', 2)]
  const nodes = [
    node('one/Relu', '_FusedConv2D', ['image', 'a', 'b'], fused('BiasAdd', 'Relu')),
    node('two/BiasAdd', '_FusedConv2D', ['one/Relu', 'c', 'd'], fused('BiasAdd')),
    node('image', 'Placeholder'),
  ]
  const image = input(8, 8, 1)
  const { graph } = model('Folded', image, image.conv2d(2, 3, { useBias: false }).batchNorm().relu().conv2d(2, 3))
  const { values, report } = matchWeights(weightSlots(graph), graphModelWeights({ node: nodes }, tensors))
  expect(report).toMatchObject({ missing: [], unused: [] })
  expect(report.notes.join()).toContain('folded')
  const [gamma, beta, mean, variance] = ['gamma', 'beta', 'movingMean', 'movingVariance'].map(
    name => values.get(`batchNorm_1/${name}`)!,
  )
  const { epsilon } = graph.layers.find(({ kind }) => kind === 'batchNorm')!.options as { epsilon: number }
  // What it makes of a number x of either channel, by its definition.
  for (const x of [-3, 0, 0.5])
    for (const channel of [0, 1]) {
      const y = (gamma[channel] * (x - mean[channel])) / Math.sqrt(variance[channel] + epsilon) + beta[channel]
      expect(y).toBeCloseTo(x + channel + 1, 5)
    }
  expect([...values.get('conv2d_2/bias')!]).toEqual([1, 2])
})

test.each([
  ['no topology', undefined],
  ['no list', { node: 'conv' }],
  ['nodes of other forms', { node: [null, { name: 3 }, { name: 'a', op: 'Conv2D', input: [1] }] }],
  ['a circle', { node: [node('a', 'Identity', ['b']), node('b', 'Identity', ['a']), node('c', 'Conv2D', ['a', 'b'])] }],
])('a graph that cannot be read gives the tensors as they are: %s', (_name, topology) => {
  expect(namesOf(graphModelWeights(topology, [tensor('a/kernel', 3, 3, 1, 2)]))).toEqual(['a/kernel'])
})

test('a graph of many thousands of operations is followed', () => {
  const nodes = Array.from({ length: 50_000 }, (_, i) => node(`n${i}`, 'Relu', i === 0 ? ['conv'] : [`n${i - 1}`]))
  const found = graphModelWeights({ node: [...nodes, node('conv', 'Conv2D', ['image', 'k'])] }, [
    tensor('k', 3, 3, 1, 2),
  ])
  expect(namesOf(found)).toEqual(['conv/kernel'])
})
