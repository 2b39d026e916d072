import { backend, type DataId, type KernelBackend } from '@tensorflow/tfjs-core'
import { beforeAll, expect, test } from 'vitest'
import { useBackend } from '../checks/backend'
import { EngineError } from '../engineError'
import { checkRoomForPacking } from './wasmMemory'

beforeAll(() => useBackend('wasm'))

const MEGABYTE = 2 ** 20

test('what finds no room in the 4 GB is refused, and what is there stays as it is', async () => {
  const wasm = backend() as KernelBackend
  const kept = wasm.write(Float32Array.of(1, 2, 3), [3], 'float32')
  const taken: DataId[] = []
  const fill = () => {
    for (let i = 0; i < 5; i++) taken.push(wasm.write(null!, [256 * MEGABYTE], 'float32'))
  }
  expect(fill).toThrow(EngineError)
  expect(fill).toThrow('the WASM backend, which has 4 GB at most, finds no room for 1024 MB more')
  expect(() => checkRoomForPacking(1024 * MEGABYTE)).toThrow(EngineError)
  expect(Array.from(wasm.readSync(kept) as Float32Array)).toEqual([1, 2, 3])
  for (const id of [kept, ...taken]) wasm.disposeData(id)
  expect(() => checkRoomForPacking(1024 * MEGABYTE)).not.toThrow()
  // Starting it again computes a convolution whose result is known.
  await useBackend('wasm')
})
