// Runs the engine's Node process with a real TensorFlow for Node and, beside it, on WASM, and compares what both say of the
// example's digits: `npm run build && npx tsx scripts/tensorflowNode/prove.ts <folder with @tensorflow/tfjs-node>`
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Graph } from '../../builder/graph'
import { EngineProcess } from '../../client/engineProcess'
import { readPng } from '../../engine/jobs/readPng'
import type { BackendName, EngineReply, EngineRequest } from '../../engine/requests'
import lenet from '../../examples/digits/lenet'

const file = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const digits = file('examples/digits/')

type Payload = EngineRequest extends infer Request
  ? Request extends unknown
    ? Omit<Request, 'requestId'>
    : never
  : never

async function main(folder: string): Promise<void> {
  console.log(`Node ${process.versions.node}, ${process.platform}-${process.arch}`)
  const tensorflow = await answers('tfjs-node', folder)
  const wasm = await answers('wasm', folder)
  const pairs = tensorflow.numbers.map((value, i) => [value, wasm.numbers[i]])
  const largest = Math.max(...wasm.numbers.map(Math.abs))
  const error = Math.max(...pairs.map(([a, b]) => Math.abs(a - b))) / largest
  console.log(
    `largest difference of ${pairs.length} logits and numbers of Grad-CAM maps: ${error.toExponential(1)} of the largest`,
  )
  for (const { backend, milliseconds } of [tensorflow, wasm])
    console.log(`${backend}: a prediction of LeNet-5 takes ${milliseconds.toFixed(2)} ms (median)`)
  if (!(error < 1e-4)) throw new Error('the backends disagree')
}

/** Logits and Grad-CAM map of every sample digit, computed in a process of its own. */
async function answers(backend: BackendName, folder: string) {
  const waiting = new Map<number, (reply: EngineReply) => void>()
  const engine = new EngineProcess({ script: file('dist/process.js'), searchFolders: [folder] }, message => {
    if (message.kind !== 'progress') waiting.get(message.requestId)?.(message)
  })
  let count = 0
  const ask = async (payload: Payload) => {
    const requestId = ++count
    const reply = await new Promise<EngineReply>(resolve => {
      waiting.set(requestId, resolve)
      engine.send({ ...payload, requestId } as EngineRequest)
    })
    if (reply.kind === 'error') throw new Error(reply.error.message)
    return reply
  }
  await ask({ kind: 'start', backend, wasmPath: file('node_modules/@tensorflow/tfjs-backend-wasm/dist/') })
  const manifest = readFileSync(`${digits}weights/model.json`, 'utf8')
  const shards = { 'weights.bin': Uint8Array.from(readFileSync(`${digits}weights/weights.bin`)).buffer }
  const graph: Graph = JSON.parse(JSON.stringify(lenet))
  await ask({ kind: 'load', graph, seed: 1, weights: { manifest, shards } })
  const numbers: number[] = []
  const times: number[] = []
  for (const imageId of readdirSync(`${digits}images`)) {
    const image = readPng(imageId, readFileSync(`${digits}images/${imageId}`))
    const prediction = await ask({ kind: 'predict', imageId, image })
    if (prediction.kind === 'predict') {
      numbers.push(...prediction.result.logits)
      times.push(prediction.result.milliseconds)
    }
    const target = { kind: 'class', class: Number(imageId[0]) } as const
    const cam = await ask({ kind: 'explain', method: 'gradCam', imageId, layer: 'tanh_2', target })
    if (cam.kind === 'explain') numbers.push(...cam.result.map)
  }
  engine.end()
  return { backend, numbers, milliseconds: times.sort((a, b) => a - b)[times.length >> 1] }
}

main(process.argv[2])
