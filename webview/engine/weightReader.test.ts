import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { WeightFile, WeightsAnswer } from '../../engine/requests'
import { readWeights } from '../../engine/weights/readWeights'
import { weightReader } from './weightReader'

/** Reads for real, in this thread; dies of what holds nothing. */
class FakeWorker {
  private readonly listeners = new Map<string, (event: object) => void>()

  constructor() {
    started++
  }

  addEventListener(type: string, listener: (event: object) => void): void {
    this.listeners.set(type, listener)
  }

  postMessage(file: WeightFile): void {
    if (dies) {
      this.listeners.get('error')!({})
      return
    }
    const tell = (data: WeightsAnswer) => this.listeners.get('message')!({ data })
    readWeights(file).then(
      tensors => tell({ tensors }),
      ({ code, message, action }) => tell({ error: { code, message, action } }),
    )
  }

  terminate(): void {
    ended++
  }
}

let started = 0
let ended = 0
let dies = false

beforeEach(() => {
  started = 0
  ended = 0
  dies = false
  vi.stubGlobal('Worker', FakeWorker)
  vi.stubGlobal('fetch', async (url: string) => new Response('', { status: url === '/weights.js' ? 200 : 404 }))
})
afterEach(() => vi.unstubAllGlobals())

const read = weightReader('/weights.js')
const keras: WeightFile = { file: 'keras.h5', data: fileOf('keras.h5') }

function fileOf(name: string): ArrayBuffer {
  return Uint8Array.from(readFileSync(new URL(`../../engine/weights/reference/${name}`, import.meta.url))).buffer
}

test('a reading that is called off ends its worker', async () => {
  const controller = new AbortController()
  const reading = read(keras, controller.signal)
  controller.abort()
  await expect(reading).rejects.toMatchObject({ name: 'EngineRefusal', code: 'cancelled' })
  await vi.waitFor(() => expect(ended).toBe(started))
})

test('HDF5 is read in a worker, which ends with it', async () => {
  expect(await read(keras)).toEqual({ file: 'keras.h5', tensors: await readWeights(keras) })
  expect([started, ended]).toEqual([1, 1])
})

test('what the engine reads by itself is left to it', async () => {
  const own = { file: 'torch.safetensors', data: fileOf('torch.safetensors') }
  expect(await read(own)).toBe(own)
  expect(started).toBe(0)
})

test('a broken file is refused as the engine would', async () => {
  const cut = { file: 'cut.h5', data: keras.data.slice(0, 512) }
  await expect(read(cut)).rejects.toMatchObject({ code: 'truncated-shard', message: expect.stringContaining('cut.h5') })
})

test('what a broken file does to the memory of the reader ends with its worker: the next file has another', async () => {
  await expect(read({ file: 'cut.h5', data: keras.data.slice(0, 512) })).rejects.toThrow()
  expect([started, ended]).toEqual([1, 1])
  await read(keras)
  expect([started, ended]).toEqual([2, 2])
})

test('a file that the worker dies of is refused, as is one without a worker', async () => {
  dies = true
  const refusal = { code: 'unsupported-weights', message: 'keras.h5 could not be read' }
  await expect(read(keras)).rejects.toMatchObject(refusal)
  await expect(weightReader('/gone.js')(keras)).rejects.toMatchObject(refusal)
})
