import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as core from '@tensorflow/tfjs-core'
import * as tfLayers from '@tensorflow/tfjs-layers'
import ts from 'typescript'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { graphCosts } from '../../builder/costs'
import type { Graph } from '../../builder/graph'
import { input, layers, model } from '../../builder/index'
import { useBackend } from '../../engine/checks/backend'
import { writeSafetensors } from '../../engine/export/writeSafetensors'
import { weightsJob } from '../../engine/jobs/weightsJob'
import { Network } from '../../engine/network'
import { slotName, weightSlots } from '../../engine/weights/slots'
import { toTfjs } from '../../server/export/toTfjs'
import { exportedNetworks } from './networks'
import { seededWeights } from './seededWeights'

beforeAll(() => useBackend('wasm'))

interface Program {
  toTfjs(tf: object): tfLayers.LayersModel
  loadWeights(tf: object, model: tfLayers.LayersModel, from: core.io.IOHandler): Promise<void>
}

const tf = { ...core, ...tfLayers, layers: tfLayers.layers }

async function load(program: string): Promise<Program> {
  const { outputText } = ts.transpileModule(program, { compilerOptions: { module: ts.ModuleKind.ESNext } })
  return import(`data:text/javascript,${encodeURIComponent(outputText)}`)
}

/** Runs the exported program, as a user's would. */
async function run(program: string): Promise<tfLayers.LayersModel> {
  return (await load(program)).toTfjs(tf)
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

test('the exported model trains two steps, is saved, loaded again, and computes the same', async () => {
  await useBackend('cpu')
  const image = input(6, 6, 1)
  const x = image.conv2d(4, 3, { padding: 'same', name: 'first' }).batchNorm().relu().maxPool2d()
  const graph = model('m', image, x.separableConv2d(3, 3).flatten().dense(2).softmax()).graph
  const exported = await run(toTfjs(graph))
  exported.compile({ optimizer: 'sgd', loss: 'categoricalCrossentropy' })
  const before = await exported.getLayer('first').getWeights()[0].data()
  const images = core.randomUniform([4, 6, 6, 1], 0, 1, 'float32', 3)
  await exported.fit(
    images,
    core.tensor([
      [1, 0],
      [0, 1],
      [1, 0],
      [0, 1],
    ]),
    { batchSize: 2, epochs: 1, verbose: 0 },
  )
  expect([...(await exported.getLayer('first').getWeights()[0].data())]).not.toEqual([...before])
  let saved: core.io.ModelArtifacts | undefined
  const handler = core.io.withSaveHandler(async artifacts => {
    saved = artifacts
    return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } }
  })
  await exported.save(handler)
  const loaded = await tfLayers.loadLayersModel(core.io.fromMemory(saved!))
  const [wanted, found] = [exported, loaded].map(made => [...(made.predict(images) as core.Tensor).dataSync()])
  expect(found).toEqual(wanted)
})

test('the program reads the weights that are written beside it', async () => {
  await useBackend('cpu')
  const graph = exportedNetworks.leNet5()
  const values = seededWeights(graph)
  const folder = mkdtempSync(join(tmpdir(), 'convolens-tfjs-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const weights = join(folder, 'given.safetensors')
  const slots = weightSlots(graph)
  const tensors = slots.map(slot => ({ name: slotName(slot), shape: slot.shape, values: values.get(slotName(slot))! }))
  writeFileSync(weights, writeSafetensors(tensors))
  const out = join(folder, 'net.json')
  await weightsJob({ kind: 'weights', graph, weights, seed: 0, out, format: 'tfjs' })
  const { weightsManifest } = JSON.parse(readFileSync(out, 'utf8'))
  const weightData = Uint8Array.from(readFileSync(join(folder, weightsManifest[0].paths[0]))).buffer
  const program = await load(toTfjs(graph))
  const made = program.toTfjs(tf)
  await program.loadWeights(tf, made, { load: async () => ({ weightData, weightSpecs: weightsManifest[0].weights }) })
  for (const slot of slots) {
    const index = slots.filter(({ layer }) => layer === slot.layer).indexOf(slot)
    const found = await made.getLayer(slot.layer).getWeights()[index].data()
    expect([...found]).toEqual([...values.get(slotName(slot))!])
  }
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
