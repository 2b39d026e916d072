import { getBackend } from '@tensorflow/tfjs-core'
import { afterEach, expect, test, vi } from 'vitest'
import { wasmPath } from '../checks/backend'
import { startBackend, workerBackends } from './backends'

afterEach(() => vi.unstubAllGlobals())

test('takes the fastest that starts, and tells why the better ones do not', async () => {
  expect(await startBackend({ backend: 'auto', wasmPath }, workerBackends)).toEqual({
    backend: 'wasm',
    tried: [
      { name: 'webgpu', reason: 'WebGPU is not available here' },
      { name: 'webgl', reason: 'WebGL is not available here' },
    ],
  })
  expect(getBackend()).toBe('wasm')
})

test('refuses a GPU that is emulated on the CPU', async () => {
  const adapter = { info: { vendor: 'google', architecture: 'swiftshader', description: '' } }
  vi.stubGlobal('navigator', { gpu: { requestAdapter: async () => adapter } })
  expect((await startBackend({ backend: 'auto', wasmPath }, workerBackends)).tried[0]).toEqual({
    name: 'webgpu',
    reason: 'google swiftshader is emulated on the CPU, slower than wasm',
  })
  const fallback = { info: { vendor: 'acme', architecture: '', description: '', isFallbackAdapter: true } }
  vi.stubGlobal('navigator', { gpu: { requestAdapter: async () => fallback } })
  expect((await startBackend({ backend: 'auto', wasmPath }, workerBackends)).tried[0]).toEqual({
    name: 'webgpu',
    reason: 'acme is emulated on the CPU, slower than wasm',
  })
})

test('tells when there is no GPU', async () => {
  vi.stubGlobal('navigator', { gpu: { requestAdapter: async () => null } })
  await expect(startBackend({ backend: 'webgpu', wasmPath }, workerBackends)).rejects.toMatchObject({
    code: 'no-backend',
    message: 'no backend starts: webgpu: WebGPU finds no GPU',
  })
})

test('starts the one that is asked for', async () => {
  expect(await startBackend({ backend: 'cpu', wasmPath }, workerBackends)).toEqual({ backend: 'cpu', tried: [] })
  expect(getBackend()).toBe('cpu')
})
