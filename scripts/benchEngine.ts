// How long the engine takes for a prediction, for all activations and for Grad-CAM, on the backends that run in Node. CPU
// time of this process, the median of several runs: other programs on the machine change it least. `npm run bench -- engine`
import { fileURLToPath } from 'node:url'
import { type Tensor, tensor } from '@tensorflow/tfjs-core'
import type { Graph } from '../builder/graph'
import type { Model } from '../builder/model'
import { mobileNetV2 } from '../builder/zoo/mobileNetV2'
import { resNet } from '../builder/zoo/resNet'
import { startBackend, workerBackends } from '../engine/backends'
import { explain } from '../engine/explain/explain'
import { Network } from '../engine/network'
import type { BackendName } from '../engine/requests'
import { initialWeights } from '../engine/weights/initialWeights'
import { randomNumbers } from '../engine/weights/randomNumbers'
import { slotName, weightSlots } from '../engine/weights/slots'
import lenet from '../examples/digits/lenet'

const RUNS = 5
const wasmPath = fileURLToPath(new URL('../node_modules/@tensorflow/tfjs-backend-wasm/dist/', import.meta.url))

async function main(): Promise<void> {
  console.log('backend  network             forward  all activations (× forward)  Grad-CAM, last map (× forward)')
  await measure('wasm', [lenet, mobileNetV2(), resNet({ depth: 50 })])
  await measure('cpu', [lenet])
}

async function measure(backend: BackendName, models: readonly Model[]): Promise<void> {
  await startBackend({ backend, wasmPath }, workerBackends)
  for (const model of models) {
    const graph: Graph = JSON.parse(JSON.stringify(model))
    const values = new Map(weightSlots(graph).map(slot => [slotName(slot), initialWeights(slot, 1)]))
    const network = new Network(graph, values)
    const [name] = graph.inputs
    const shape = graph.layers[0].outputShapes[0] as [number, number, number]
    const next = randomNumbers('image')
    const value = tensor(
      Float32Array.from({ length: shape[0] * shape[1] * shape[2] }, () => next()),
      [1, ...shape],
    ) as Parameters<typeof explain>[1]['value']
    const output = new Set([graph.outputs[0].layer])
    const every = new Set(graph.layers.map(layer => layer.name))
    const last = graph.layers.findLast(layer => layer.outputShapes[0].length === 3)!.name
    const [width, height] = [shape[1], shape[0]]
    const image = { width, height, data: new Uint8ClampedArray(4 * width * height) }
    const request = { imageId: '', method: 'gradCam', layer: last, target: { kind: 'class', class: 0 } as const }
    const forward = await median(async () => read(await network.forward({ [name]: value }, output), output))
    const all = await median(async () => read(await network.forward({ [name]: value }, every), output))
    const cam = await median(() => explain(network, { name, value }, image, request))
    const beside = (time: number) => `${time.toFixed(1)} ms (${(time / forward).toFixed(2)})`
    console.log(
      `${backend.padEnd(9)}${graph.name.padEnd(18)}${forward.toFixed(1).padStart(6)} ms  ${beside(all).padEnd(29)}${beside(cam)}`,
    )
    value.dispose()
    network.dispose()
  }
}

async function read(outputs: ReadonlyMap<string, readonly Tensor[]>, wanted: ReadonlySet<string>): Promise<void> {
  for (const [name, tensors] of outputs) {
    for (const one of tensors) {
      if (wanted.has(name)) await one.data()
      one.dispose()
    }
  }
}

async function median(run: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let i = 0; i <= RUNS; i++) {
    const before = process.cpuUsage()
    await run()
    const { user, system } = process.cpuUsage(before)
    if (i > 0) times.push((user + system) / 1000)
  }
  return times.sort((a, b) => a - b)[RUNS >> 1]
}

main()
