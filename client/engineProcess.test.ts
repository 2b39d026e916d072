import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import esbuild from 'esbuild'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { graphOf } from '../engine/checks/build'
import lenet from '../examples/digits/lenet'
import type { EngineProgress, EngineReply, EngineRequest } from '../webview/protocol'
import { EngineProcess } from './engineProcess'

const folder = mkdtempSync(join(tmpdir(), 'convolens-engine-'))
const script = join(folder, 'process.js')
const wasmPath = fileURLToPath(new URL('../node_modules/@tensorflow/tfjs-backend-wasm/dist/', import.meta.url))
let engine: EngineProcess | undefined
let arrived: (message: EngineReply | EngineProgress) => void

beforeAll(() =>
  esbuild.build({
    ...{ entryPoints: ['engine/process.ts'], outfile: script, bundle: true, platform: 'node', format: 'cjs' },
    absWorkingDir: fileURLToPath(new URL('..', import.meta.url)),
  }),
)
afterEach(() => engine?.end())
afterAll(() => rmSync(folder, { recursive: true }))

test('runs a network in a process of its own', async () => {
  start([])
  expect(await ask({ kind: 'start', requestId: 1, backend: 'wasm', wasmPath })).toMatchObject({
    result: { backend: 'wasm' },
  })
  expect(await ask({ kind: 'load', requestId: 2, graph: graphOf(lenet), seed: 1 })).toMatchObject({
    result: { trained: false },
  })
  const image = { width: 32, height: 32, data: new Uint8ClampedArray(32 * 32 * 4).fill(255) }
  const reply = await ask({ kind: 'predict', requestId: 3, imageId: 'white', image })
  if (reply.kind !== 'predict') throw new Error(JSON.stringify(reply))
  expect(reply.result.scores).toBeInstanceOf(Float32Array)
  expect(reply.result.scores.reduce((a, b) => a + b)).toBeCloseTo(1, 5)
})

test('stops in the middle of a long explanation, and tells how far it is until then', async () => {
  start([])
  await ask({ kind: 'start', requestId: 1, backend: 'wasm', wasmPath })
  await ask({ kind: 'load', requestId: 2, graph: graphOf(lenet), seed: 1 })
  const image = { width: 32, height: 32, data: new Uint8ClampedArray(32 * 32 * 4).fill(255) }
  await ask({ kind: 'predict', requestId: 3, imageId: 'white', image })
  // Hours, if nothing stopped it.
  const options = { samples: 10_000_000 }
  const steps: EngineProgress['steps'][] = []
  const reply = await new Promise<EngineReply>(resolve => {
    arrived = message => {
      if (message.kind === 'progress') {
        if (steps.length === 0) engine!.send({ kind: 'cancel', requestId: 5, target: 4 })
        steps.push(message.steps)
      } else if (message.requestId === 4) resolve(message)
    }
    const target = { kind: 'class', class: 0 } as const
    engine!.send({ kind: 'explain', requestId: 4, imageId: 'white', method: 'rise', target, options })
  })
  expect(reply).toMatchObject({ kind: 'error', error: { code: 'cancelled' } })
  expect(steps[0]).toMatchObject({ done: expect.any(Number), all: options.samples })
})

test('says that TensorFlow for Node is not installed, and how to install it', async () => {
  start([folder])
  const reply = await ask({ kind: 'start', requestId: 1, backend: 'tfjs-node-gpu', wasmPath })
  expect(reply).toMatchObject({ kind: 'error', error: { code: 'no-backend' } })
  expect(JSON.stringify(reply)).toContain('not installed; run \\"Convolens: Install TensorFlow for Node\\"')
})

test('takes WebAssembly where TensorFlow for Node does not load, and says why', async () => {
  start([project('missing-cuda', "throw new Error('libcudart.so.11.0: cannot open shared object file')")])
  const reply = await ask({ kind: 'start', requestId: 1, backend: 'auto', wasmPath })
  expect(reply).toMatchObject({ result: { backend: 'wasm' } })
  expect(JSON.stringify(reply)).toContain('finds no CUDA 11.2 with cuDNN 8.1')
})

test('a crash is an error reply that names it, and the next request starts a new process', async () => {
  start([project('crashing', 'process.abort()')])
  expect(await ask({ kind: 'start', requestId: 1, backend: 'tfjs-node-gpu', wasmPath })).toMatchObject({
    ...{ kind: 'error', requestId: 1 },
    error: { code: 'backend-failed', message: expect.stringContaining('the engine process stopped (SIGABRT)') },
  })
  expect(await ask({ kind: 'start', requestId: 2, backend: 'cpu', wasmPath })).toMatchObject({
    result: { backend: 'cpu' },
  })
})

test('an end while nothing is asked is told, and the next request starts a new process', async () => {
  const ending = project('ending', 'setTimeout(() => process.kill(process.pid, "SIGKILL"), 300); throw new Error("no")')
  const reason = new Promise<string>(resolve => {
    engine = new EngineProcess({ script, searchFolders: [ending] }, message => arrived(message), resolve)
  })
  expect(await ask({ kind: 'start', requestId: 1, backend: 'tfjs-node-gpu', wasmPath })).toMatchObject({
    kind: 'error',
  })
  expect(await reason).toBe('the engine process stopped (SIGKILL)')
  expect(await ask({ kind: 'start', requestId: 2, backend: 'cpu', wasmPath })).toMatchObject({
    result: { backend: 'cpu' },
  })
})

/** A folder in which the package for the GPU is the given code. */
function project(name: string, code: string): string {
  const at = join(folder, name, 'node_modules/@tensorflow/tfjs-node-gpu')
  mkdirSync(at, { recursive: true })
  writeFileSync(join(at, 'index.js'), code)
  return join(folder, name)
}

function start(searchFolders: readonly string[]): void {
  engine = new EngineProcess({ script, searchFolders }, message => arrived(message))
}

function ask(request: EngineRequest): Promise<EngineReply> {
  return new Promise(resolve => {
    arrived = message => {
      if (message.kind !== 'progress') resolve(message)
    }
    engine!.send(request)
  })
}
