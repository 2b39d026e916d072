import { fileURLToPath } from 'node:url'
import type { Tensor } from '@tensorflow/tfjs-core'
import type { Edge, Graph } from '../../builder/graph'
import type { Model } from '../../builder/model'
import { startBackend } from '../../engine/backends/backends'
import { nodeBackends } from '../../engine/backends/nodeBackends'
import { weightSlots } from '../../engine/weights/slots'
import { saveTfjsModel } from './saveTfjsModel'
import { type Training, train } from './train'

const SEED = 1

/**
 * Trains a network of examples/ and writes its weights into its folder. It runs on TensorFlow for Node where that is installed in a
 * folder given on the command line, else on WASM, which takes many times longer.
 */
export async function trainExample(example: {
  /** In examples/. */
  readonly folder: string
  readonly model: Model | Graph
  readonly steps: number
  readonly rate: number
  target(graph: Graph): Edge
  batch(graph: Graph, step: number): { input: Tensor; lossAt: ReturnType<Training['batch']>['lossAt'] }
}): Promise<void> {
  const root = new URL('../../', import.meta.url)
  const wasmPath = fileURLToPath(new URL('node_modules/@tensorflow/tfjs-backend-wasm/dist/', root))
  const started = await startBackend({ backend: 'auto', wasmPath }, nodeBackends(process.argv.slice(2)))
  console.log(`training on ${started.backend}`)
  const { steps, rate } = example
  const graph: Graph = JSON.parse(JSON.stringify(example.model))
  const target = example.target(graph)
  const batch = (step: number) => example.batch(graph, step)
  const values = await train({ graph, target, seed: SEED, steps, rate, report: 25, batch })
  saveTfjsModel(fileURLToPath(new URL(`examples/${example.folder}/weights/`, root)), weightSlots(graph), values)
}
