import { memory } from '@tensorflow/tfjs-core'
import { expect, test } from 'vitest'
import { useBackend, wasmPath } from '../checks/backend'
import { workerBackends } from './backends'
import { nodeBackends } from './nodeBackends'
import { surveyBackends } from './surveyBackends'

const version = expect.stringMatching(/^\d+\.\d+\.\d+$/)
const milliseconds = expect.any(Number)

test('tells of each backend what it runs on, or why it does not run', async () => {
  const tried: string[] = []
  const backends = ['webgpu', 'webgl', 'wasm', 'cpu'] as const
  const reports = await surveyBackends({ backends: [...backends], wasmPath }, workerBackends, name => tried.push(name))
  expect(tried).toEqual(backends)
  expect(reports).toEqual([
    { name: 'webgpu', reason: 'WebGPU is not available here' },
    { name: 'webgl', reason: 'WebGL is not available here' },
    { name: 'wasm', version, device: 'CPU, SIMD, one thread', milliseconds },
    { name: 'cpu', version, device: 'CPU, JavaScript, one thread', milliseconds },
  ])
})

test('tells why a package for Node does not run', async () => {
  const reports = await surveyBackends({ backends: ['tfjs-node-gpu', 'webgpu'], wasmPath }, nodeBackends([]))
  expect(reports).toEqual([
    { name: 'tfjs-node-gpu', reason: expect.stringContaining('@tensorflow/tfjs-node-gpu is not installed') },
    { name: 'webgpu', reason: 'it does not run in this home of the engine' },
  ])
})

test('leaves no tensor behind', async () => {
  await useBackend('wasm')
  const before = memory().numTensors
  await surveyBackends({ backends: ['wasm'], wasmPath }, workerBackends)
  expect(memory().numTensors).toBe(before)
})
