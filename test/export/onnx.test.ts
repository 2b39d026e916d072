import { expect, test } from 'vitest'
import type { Graph } from '../../builder/graph'
import { input, model } from '../../builder/index'
import { writeOnnx } from '../../engine/export/writeOnnx'
import { matchWeights } from '../../engine/weights/matchWeights'
import { readWeights } from '../../engine/weights/readWeights'
import { weightSlots } from '../../engine/weights/slots'
import { toOnnx } from '../../server/export/toOnnx'
import { exportedNetworks } from './networks'
import { onnxCases } from './onnxCases'
import { seededWeights } from './seededWeights'

const learning = { ...onnxCases, ...exportedNetworks }

// Kernels, slopes and scales change their axes on the way there, and must come back number by number.
test.each([
  ...['activationKinds', 'normalisations', 'convolutions', 'deformable', 'shapes', 'sequences', 'sharedWeights'],
  ...['leNet5', 'mobileNetV3', 'activations'],
])('the weights of %s are read back from its file', async name => {
  const graph = learning[name]()
  const written = seededWeights(graph)
  const bytes = writeOnnx(toOnnx(graph), written)
  const sources = await readWeights({ file: 'model.onnx', data: bytes.slice().buffer })
  const { values, report } = matchWeights(weightSlots(graph), sources)
  expect(report).toMatchObject({ missing: [], unused: [], notes: [] })
  expect(report.matched.every(({ by }) => by === 'name')).toBe(true)
  expect([...written].filter(([slot, numbers]) => !sameBytes(numbers, values.get(slot))).map(([slot]) => slot)).toEqual(
    [],
  )
})

/** Element by element, an expectation on millions of numbers takes minutes. */
function sameBytes(a: Float32Array, b: Float32Array | undefined): boolean {
  return b !== undefined && Buffer.compare(Buffer.from(a.buffer), Buffer.from(b.slice().buffer)) === 0
}

test('the model takes any number of images, channels first, and names its tensors after the layers', () => {
  const { inputs, outputs, nodes, opset } = toOnnx(exportedNetworks.leNet5())
  expect(opset).toBe(18)
  expect(inputs).toEqual([{ name: 'input_1', shape: ['N', 1, 32, 32] }])
  expect(outputs).toEqual([{ name: 'dense_3_output', shape: ['N', 10] }])
  expect(nodes.map(({ operator }) => operator)).toEqual([
    ...['Conv', 'Tanh', 'AveragePool', 'Conv', 'Tanh', 'AveragePool', 'Transpose', 'Reshape'],
    ...['Gemm', 'Tanh', 'Gemm', 'Tanh', 'Gemm', 'Identity'],
  ])
})

function refused(): [string, Graph, string][] {
  const image = input(8, 8, 3)
  const graph = (...outputs: Parameters<typeof model>[2][]) => model('m', image, outputs.flat()).graph
  const [maxima, indices] = image.maxPool2dWithIndices(2)
  const open = input(null, null, 3)
  return [
    ['recurrence', graph(image.reshape([8, 24]).lstm(4)), 'lstm_1: lstm is not written for ONNX'],
    [
      'indices that are an output',
      graph(maxima, indices),
      'maxPool2dWithIndices_1: indices of maxima can be used by maxUnpool2d alone in ONNX, which counts them otherwise',
    ],
    [
      'an open size',
      model('m', open, open.relu()).graph,
      'input_1 (input) is H×W×3; give the input a size to export the network',
    ],
  ]
}

test.each(refused())('%s is refused by name', (_title, graph, message) => {
  expect(() => toOnnx(graph)).toThrow(message)
})
