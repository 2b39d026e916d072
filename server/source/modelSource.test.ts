import { describe, expect, test } from 'vitest'
import { graphCosts } from '../../builder/costs'
import type { Graph } from '../../builder/graph'
import { type InputSize, input } from '../../builder/input'
import { model } from '../../builder/model'
import { isProblem } from '../../builder/problem'
import { receptiveFields } from '../../builder/receptiveField'
import { layers } from '../../builder/tensor'
import { zoo } from '../../builder/zoo/index'
import { memoryFileSystem } from '../files/memoryFileSystem'
import { Workspace } from '../workspace'
import { modelSource } from './modelSource'

/** The graphs that a program makes, and what is found wrong in it. */
function analysed(text: string): { graphs: Graph[]; problems: string[] } {
  const workspace = new Workspace(memoryFileSystem({ '/w/a.ts': text }), ['/w'], { milliseconds: 60_000 })
  const { models, problems } = workspace.analysis('/w/a.ts')!
  return { graphs: models.map(({ graph }) => graph), problems: problems.map(({ message }) => message) }
}

function sourceOf(graph: Graph): string {
  const source = modelSource(graph)
  if (isProblem(source)) throw new Error(source.message)
  return source
}

/** What cannot be known has another symbol every time. */
function figures(graph: Graph): string {
  return JSON.stringify([graph, graphCosts(graph), [...receptiveFields(graph)]]).replaceAll(/"\?\d+"/g, '"?"')
}

function expectSame(graph: Graph): void {
  const { graphs, problems } = analysed(sourceOf(graph))
  expect(problems).toEqual([])
  expect(graphs.map(figures)).toEqual([figures(graph)])
}

describe('a network written and analysed again is the same, with its costs and fields', () => {
  test.each(Object.keys(zoo))('%s', name => expectSame(zoo[name].make().graph))

  test('with frozen layers, one of them shared', () => {
    const image = input(8, 8, 3)
    const shared = layers.conv2d(3, 3, { padding: 'same', trainable: false })
    const trunk = image.apply(shared).apply(shared).batchNorm({ trainable: false }).relu()
    const { graph } = model('frozen', image, trunk.flatten().dense(2, { name: 'head' }))
    expectSame(graph)
    expect(graphCosts(graph).parameters).toEqual({ trainable: (8 * 8 * 3 + 1) * 2, nonTrainable: 84 + 12 })
  })

  test('variants with auxiliary outputs, biases and groups', () => {
    const variants: [string, Record<string, unknown>][] = [
      ['googLeNet', { auxiliary: true, version: 'batchNorm' }],
      ['vgg', { anySize: true, input: [null, null, 3] }],
      ['mobileNetV1', { input: ['rows', 'columns', 3] }],
      ['alexNet', { version: 'original', groups: 2 }],
      ['condenseNet', { form: 'training', groups: 8 }],
      ['fasterRcnn', { backbone: 'resNet50Fpn' }],
    ]
    for (const [name, options] of variants) expectSame(zoo[name].make(options as never).graph)
  })

  test('names, shared layers, several inputs and outputs, splits, wrappers, and words with quotes', () => {
    const head = layers.conv2d(4, 3, { name: 'head', padding: 'same' })
    const image = input(16, 16, 4)
    const other = input('rows' as InputSize, 8, 4)
    const [first, , third] = image.split([1, 2, 1])
    const sum = first
      .concat(third)
      .conv2d(4, 1, { name: 'conv2d_2' })
      .add(image.conv2d(4, [1, 3], { padding: 'same' }))
    const outputs = [sum.apply(head).relu(), other.apply(head), sum]
    const info = { labels: ["cat's", 'dog "a"', 'line\nbreak'], weights: 'a.json', preprocessing: { scale: 1 / 255 } }
    expectSame(model("O'Hara's net", [image, other], outputs, info).graph)
    const clip = input(5, 12, 12, 3)
    const frames = clip
      .timeDistributed(layers.conv2d(4, 3, { activation: 'relu' }))
      .timeDistributed(layers.flatten())
      .bidirectional(layers.lstm(8, { returnSequences: true }), { mergeMode: 'sum' })
    expectSame(model('clip', clip, frames).graph)
  })
})

test('reads as a person would write it', () => {
  const image = input(32, 32, 3)
  const stem = image.conv2d(16, 3, { padding: 'same', useBias: false }).batchNorm().relu()
  const block = stem.conv2d(16, 3, { padding: 'same', useBias: false }).batchNorm().relu()
  const joined = block.conv2d(16, 3, { padding: 1 }).batchNorm().add(stem).relu()
  const shrunk = joined.conv2d(32, [3, 1], { strides: [2, 1] }).batchNorm()
  const sum = shrunk.add(joined.conv2d(32, [3, 1], { strides: [2, 1] }))
  const scores = sum.maxPool2d([2, 2], { strides: 2 }).flatten().dense(10).softmax()
  expect(modelSource(model('Small', image, scores, { task: 'classification' }).graph)).toBe(`\
import { input, model } from 'convolens'

const image = input(32, 32, 3)
const relu1 = image.conv2d(16, 3, { padding: 'same', useBias: false }).batchNorm().relu()
const relu3 = relu1
  .conv2d(16, 3, { padding: 'same', useBias: false }).batchNorm().relu()
  .conv2d(16, 3, { padding: 1 }).batchNorm().add(relu1).relu()
const batchNorm4 = relu3.conv2d(32, [3, 1], { strides: [2, 1] }).batchNorm()
const output = batchNorm4
  .add(relu3.conv2d(32, [3, 1], { strides: [2, 1] }))
  .maxPool2d(2, { strides: 2 })
  .flatten()
  .dense(10).softmax()

export default model('Small', image, output, { task: 'classification' })
`)
})

test('says what cannot be written', () => {
  const image = input(8, 8, 3)
  const { graph } = model('a', image, image.conv2d(4, 3))
  const changed = (change: object): Graph => ({
    ...graph,
    layers: graph.layers.map(layer => (layer.kind === 'conv2d' ? { ...layer, ...change } : layer)),
  })
  expect(modelSource(changed({ kind: 'custom' }))).toMatchObject({ message: 'conv2d_1: the builder has no custom' })
  expect(modelSource(changed({ unknownOptions: ['filters'] }))).toMatchObject({
    message: 'conv2d_1: filters cannot be known',
  })
  expect(modelSource(changed({ channelsFirst: true }))).toMatchObject({ rule: 'invalid-option' })
})
