import * as core from '@tensorflow/tfjs-core'
import * as tfLayers from '@tensorflow/tfjs-layers'
import ts from 'typescript'
import { beforeAll, expect, test } from 'vitest'
import { graphCosts } from '../../builder/costs'
import type { Graph } from '../../builder/graph'
import { input, layers, model } from '../../builder/index'
import { useBackend } from '../../engine/checks/backend'
import { Network } from '../../engine/network'
import { slotName, weightSlots } from '../../engine/weights/slots'
import { toTfjs } from '../../server/export/toTfjs'
import { exportedNetworks } from './networks'
import { seededWeights } from './seededWeights'

beforeAll(() => useBackend('wasm'))

/** Runs the exported program, as a user's would. */
async function run(program: string): Promise<tfLayers.LayersModel> {
  const { outputText } = ts.transpileModule(program, { compilerOptions: { module: ts.ModuleKind.ESNext } })
  const made = await import(`data:text/javascript,${encodeURIComponent(outputText)}`)
  return made.toTfjs({ ...core, ...tfLayers, layers: tfLayers.layers })
}

/** Gives the exported model the same weights and compares its outputs with the engine's. */
async function compare(graph: Graph): Promise<void> {
  const exported = await run(toTfjs(graph))
  const { trainable, nonTrainable } = graphCosts(graph).parameters
  expect(exported.countParams()).toBe((trainable as number) + (nonTrainable as number))
  const values = seededWeights(graph)
  const slots = new Map<string, core.Tensor[]>()
  for (const slot of weightSlots(graph)) {
    const made = core.tensor(values.get(slotName(slot))!, [...slot.shape])
    slots.set(slot.layer, [...(slots.get(slot.layer) ?? []), made])
  }
  for (const [name, tensors] of slots)
    exported.getLayer(name === 'class' ? 'class_2' : name.replace(/\W/g, '_')).setWeights(tensors)
  const shape = graph.layers.find(({ name }) => name === graph.inputs[0])!.outputShapes[0] as number[]
  const image = core.randomUniform([1, ...shape], -1, 1, 'float32', 7)
  const network = new Network(graph, values)
  const last = network.graph.outputs[0]
  const expected = (await network.forward({ [graph.inputs[0]]: image }, new Set([last.layer]))).get(last.layer)![
    last.output
  ]
  const computed = exported.predict(image) as core.Tensor
  expect(computed.shape).toEqual(expected.shape)
  const [wanted, found] = [await expected.data(), await computed.data()]
  const scale = Math.max(1, ...wanted.map(Math.abs))
  expect(Math.max(...wanted.map((value, index) => Math.abs(value - found[index]))) / scale).toBeLessThan(1e-4)
}

test.each(['leNet5', 'resNet', 'mobileNetV2', 'squeezeNet'])(
  '%s computes the same in TensorFlow.js',
  name => compare(exportedNetworks[name]()),
  120_000,
)

test('shared layers, activations that layers apply, borders and names that are no identifiers', async () => {
  const image = input(12, 10, 2)
  const shared = layers.conv2d(2, 3, { padding: { top: 1, bottom: 1, left: 2, right: 0 }, name: 'block/shared' })
  const deep = image.apply(shared).relu().apply(shared)
  const pooled = deep
    .conv2d(5, 3, { activation: 'relu', name: 'class' })
    .maxPool2d(3, { strides: 2, padding: 1, ceilMode: true })
  const scores = pooled.avgPool2d(2, { strides: 1, padding: 'same' }).leakyRelu().permute([2, 1, 3]).flatten().dense(3)
  await compare(model('m', image, scores.softmax()).graph)
})

test('the exported model trains', async () => {
  await useBackend('cpu')
  const image = input(6, 6, 1)
  const graph = model('m', image, image.conv2d(4, 3).batchNorm().relu().globalAveragePool2d().dense(2).softmax()).graph
  const exported = await run(toTfjs(graph))
  exported.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy' })
  const bright = core.concat([core.ones([8, 6, 6, 1]), core.zeros([8, 6, 6, 1])])
  const labels = core.concat([core.tile([[1, 0]], [8, 1]), core.tile([[0, 1]], [8, 1])])
  const { history } = await exported.fit(bright, labels, { epochs: 20, verbose: 0 })
  expect(Number(history.loss.at(-1))).toBeLessThan(Number(history.loss[0]))
})

test.each([
  ['alexNet', 'localResponseNorm_1: TensorFlow.js has no localResponseNorm'],
  ['shuffleNetV2', 'channelShuffle_1: TensorFlow.js has no channelShuffle'],
])('%s is refused by the layer at fault', (name, message) => {
  expect(() => toTfjs(exportedNetworks[name]())).toThrow(message)
})

test('an open size is refused with what helps', () => {
  const image = input(null, null, 3)
  const { graph } = model('m', image, image.conv2d(4, 3))
  expect(() => toTfjs(graph)).toThrow('input_1 (input) is H×W×3; give the input a size to export the network')
})
