// How long the engine takes for a prediction, for all activations and for Grad-CAM, beside the bare prediction of the same
// network by TensorFlow.js Layers on the same backend, and how much memory. CPU time of this process, the runs of all four
// taking turns, the median: other programs on the machine change it least. `npm run bench -- engine [backend …]`
import { fileURLToPath } from 'node:url'
import { dispose, profile, type Tensor, tensor } from '@tensorflow/tfjs-core'
import type { Graph } from '../builder/graph'
import type { Model } from '../builder/model'
import { mobileNetV2 } from '../builder/zoo/mobileNetV2'
import { resNet } from '../builder/zoo/resNet'
import { startBackend, workerBackends } from '../engine/backends/backends'
import { explain } from '../engine/explain/explain'
import { Network } from '../engine/network'
import { initialWeights } from '../engine/weights/initialWeights'
import { randomNumbers } from '../engine/weights/randomNumbers'
import { slotName, weightSlots } from '../engine/weights/slots'
import lenet from '../examples/digits/lenet'
import { referenceModel } from './referenceModel'

const wasmPath = fileURLToPath(new URL('../node_modules/@tensorflow/tfjs-backend-wasm/dist/', import.meta.url))
const networks = [lenet, mobileNetV2(), resNet({ depth: 50 })]

/** Runs after the one that warms up. */
const RUNS = { wasm: [200, 15, 7], cpu: [50, 2, 1] } as const

const columns = ['TensorFlow.js Layers', 'forward', 'all activations', 'Grad-CAM, last map', 'memory at most']

async function main(): Promise<void> {
  const backends =
    process.argv.length > 2 ? (process.argv.slice(2) as (keyof typeof RUNS)[]) : (['wasm', 'cpu'] as const)
  console.log(`| backend | network | ${columns.join(' | ')} |\n|${'---|'.repeat(2 + columns.length)}`)
  for (const backend of backends) {
    await startBackend({ backend, wasmPath }, workerBackends)
    for (const [index, model] of networks.entries()) {
      const cells = await measure(model, RUNS[backend][index])
      console.log(`| ${backend} | ${model.graph.name} | ${cells.join(' | ')} |`)
    }
  }
}

async function measure(model: Model, runs: number): Promise<string[]> {
  const graph: Graph = JSON.parse(JSON.stringify(model))
  const values = new Map(weightSlots(graph).map(slot => [slotName(slot), initialWeights(slot, 1)]))
  const network = new Network(graph, values)
  const reference = await referenceModel(graph, values)
  const [name] = graph.inputs
  const [height, width, channels] = graph.layers[0].outputShapes[0] as [number, number, number]
  const next = randomNumbers('image')
  const value = tensor(
    Float32Array.from({ length: height * width * channels }, () => next()),
    [1, height, width, channels],
  )
  const output = new Set([graph.outputs[0].layer])
  const every = new Set(graph.layers.map(layer => layer.name))
  const last = graph.layers.findLast(layer => layer.outputShapes[0].length === 3)!.name
  const image = { width, height, data: new Uint8ClampedArray(4 * width * height) }
  const request = { imageId: '', method: 'gradCam', layer: last, target: { kind: 'class', class: 0 } as const }
  const works = [
    async () => read(new Map([['', [reference.predict(value) as Tensor]]]), new Set([''])),
    async () => read(await network.forward({ [name]: value }, output), output),
    async () => read(await network.forward({ [name]: value }, every), output),
    async () => void (await explain(network, { [name]: value }, new Map([[name, image]]), request)),
  ]
  const [bare, ...times] = await medians(works, runs)
  reference.dispose()
  const memory: number[] = []
  for (const work of works.slice(1)) memory.push(await peakOf(work))
  value.dispose()
  network.dispose()
  const beside = times.map(time => `${milliseconds(time)} (${(time / bare).toFixed(2)})`)
  return [milliseconds(bare), ...beside, `${memory.map(megabytes).join(', ')} MB`]
}

async function read(outputs: ReadonlyMap<string, readonly Tensor[]>, wanted: ReadonlySet<string>): Promise<void> {
  for (const [name, tensors] of outputs) {
    if (wanted.has(name)) await tensors[0].data()
    dispose([...tensors])
  }
}

/** Milliseconds of each work. */
async function medians(works: readonly (() => Promise<void>)[], runs: number): Promise<number[]> {
  const times: number[][] = works.map(() => [])
  for (let run = 0; run <= runs; run++)
    for (const [index, work] of works.entries()) {
      const before = process.cpuUsage()
      await work()
      const { user, system } = process.cpuUsage(before)
      if (run > 0) times[index].push((user + system) / 1000)
    }
  return times.map(one => one.sort((a, b) => a - b)[one.length >> 1])
}

/** Bytes of all tensors alive at the worst moment, weights among them. */
async function peakOf(work: () => Promise<void>): Promise<number> {
  return (await profile(work as never)).peakBytes
}

const milliseconds = (time: number) => `${time < 10 ? time.toFixed(2) : time.toFixed(0)} ms`
const megabytes = (bytes: number) => (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)

main()
