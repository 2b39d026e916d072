// How long the engine takes for a prediction, for all activations and for Grad-CAM, and how much memory, beside what runs the same
// network: TensorFlow.js's operations in a row, TensorFlow.js Layers, ONNX Runtime. `npm run bench -- engine [backend …]`
//
// On wasm, cpu and tfjs-node, milliseconds are CPU time of this process, which other programs on the machine change least; in
// Chromium (webgl, webgpu), where GPUs may be emulated, they are by the clock. The network's name after a colon takes that network
// alone (wasm:resnet). CONVOLENS_ENGINE_PATH names the folder of @tensorflow/tfjs-node, CONVOLENS_ONNXRUNTIME_PATH that of
// onnxruntime-node and onnxruntime-web; what is missing is left out.
import { join } from 'node:path'
import { startBackend } from '../../../engine/backends/backends'
import { nodeBackends } from '../../../engine/backends/nodeBackends'
import { openChromium } from '../../workbench/openChromium.mjs'
import { decimals, median, printTable, quantile, spread } from '../figures'
import { layersModel } from './layersModel'
import { type Measured, measure, type NetworkName, straight } from './measure'
import { onnxRuntime } from './onnxRuntime'

/** For each network, at least. */
const SECONDS = 30

/** Those that a backend is there for; one without a GPU of its own takes minutes a pass for more. */
const NETWORKS: Readonly<Record<string, readonly NetworkName[]>> = {
  wasm: ['lenet', 'mobilenet', 'resnet'],
  'tfjs-node': ['lenet', 'mobilenet', 'resnet'],
  cpu: ['lenet'],
  webgl: ['lenet', 'mobilenet'],
  webgpu: ['lenet'],
}

async function main(): Promise<void> {
  const asked = process.argv.length > 2 ? process.argv.slice(2) : ['wasm', 'cpu']
  for (const one of asked) {
    const [backend, only] = one.split(':')
    if (!Object.hasOwn(NETWORKS, backend)) throw new Error(`${backend} is none of ${Object.keys(NETWORKS).join(', ')}`)
    const wanted = only === undefined ? NETWORKS[backend] : [only as NetworkName]
    await (backend.startsWith('webg') ? inChromium(backend, wanted) : here(backend as 'wasm', wanted))
  }
}

async function here(backend: 'wasm' | 'cpu' | 'tfjs-node', wanted: readonly NetworkName[]): Promise<void> {
  const wasmPath = join(process.cwd(), 'node_modules/@tensorflow/tfjs-backend-wasm/dist/')
  const { CONVOLENS_ENGINE_PATH: folder, CONVOLENS_ONNXRUNTIME_PATH: other = process.cwd() } = process.env
  await startBackend({ backend, wasmPath }, nodeBackends(folder === undefined ? [] : [folder]))
  const peers = [straight, layersModel, onnxRuntime('onnxruntime-node', other), onnxRuntime('onnxruntime-web', other)]
  for (const name of wanted) print(backend, await measure(name, SECONDS, processorTime, peers))
}

async function inChromium(backend: string, wanted: readonly NetworkName[]): Promise<void> {
  const workers = await openChromium(join(process.cwd(), 'dist/benchEngineWorker.js'), { software: true })
  try {
    for (const network of wanted) {
      const { result, error } = await workers.call({ backend, network, seconds: SECONDS })
      if (error !== undefined) throw new Error(error)
      print(`${backend} (${result.adapter})`, result)
    }
  } finally {
    await workers.close()
  }
}

/** Of all threads, in milliseconds. */
function processorTime(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

function print(backend: string, { network, rows }: Measured): void {
  const beside = rows.slice(
    0,
    rows.findIndex(({ name }) => name === 'forward'),
  )
  console.log(`${network}, ${backend}, ${rows[0].times.length} rounds: median / 95 %`)
  const head = ['', 'ms', ...beside.map(({ name }) => `: ${name}`), 'MB at most']
  const lines = rows.map(({ name, times, bytes }) => [
    name,
    spread(times),
    ...beside.map(peer => ratio(times, peer.times)),
    bytes === undefined ? '' : decimals(bytes / 1e6),
  ])
  printTable([head, ...lines])
}

/** How many times as long, in the median round, and in all but a twentieth of the rounds. */
function ratio(times: readonly number[], others: readonly number[]): string {
  const ratios = times.map((time, round) => time / others[round])
  return `${median(ratios).toFixed(2)} / ${quantile(ratios, 0.95).toFixed(2)}`
}

void main()
