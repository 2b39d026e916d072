import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writeSafetensors } from '../export/writeSafetensors'
import { readWeightFiles } from '../jobs/files'
import type { Steps } from '../requests'
import type { ByteSource } from './byteSource'
import { pairWeights } from './pairWeights'
import { readWeights } from './readWeights'
import type { WeightSlot } from './slots'
import { takeWeights } from './takeWeights'

const slot = (layer: string, ...shape: number[]): WeightSlot => ({
  ...{ layer, weight: 'kernel', shape, initializer: 'zeros', kind: 'dense' },
})
const tensor = (name: string, values: Float32Array, ...shape: number[]) => ({ name, shape, values })
/** Ten megabytes. */
const large = new Float32Array(2_500_000).fill(0.5)
const bytes = Uint8Array.from(
  writeSafetensors([
    tensor('first/kernel', new Float32Array([1, 2, 3, 4]), 2, 2),
    tensor('unused/kernel', new Float32Array([Number.NaN, 5, 6, 7]), 4),
    tensor('second/kernel', large, 2500, 1000),
    tensor('third/kernel', new Float32Array([8, 9]), 2, 1),
  ]),
)
const network = [slot('first', 2, 2), slot('second', 2500, 1000), slot('third', 2, 1)]

/** Notes which parts are asked for. */
function watched(): { source: ByteSource; read: [number, number][] } {
  const read: [number, number][] = []
  const subarray = (start: number, end = bytes.length) => {
    read.push([start, end])
    return bytes.subarray(start, end)
  }
  return { source: { length: bytes.length, subarray }, read }
}

test('only the tensors that the network takes are read, each once', async () => {
  const { source, read } = watched()
  const sources = await readWeights({ file: 'a.safetensors', source })
  const before = read.length
  expect(read.reduce((most, [, end]) => Math.max(most, end), 0)).toBeLessThan(1000)
  const { paired, report } = pairWeights(network, sources)
  expect(read.length).toBe(before)
  const values = await takeWeights(paired)
  expect([...values.get('first/kernel')!, ...values.get('third/kernel')!]).toEqual([1, 2, 3, 4, 8, 9])
  expect(values.get('second/kernel')!.every(value => value === 0.5)).toBe(true)
  // What is no number in a tensor that nobody takes is never seen.
  expect(report.unused).toEqual(['unused/kernel'])
  expect(
    read
      .slice(before)
      .map(([start, end]) => end - start)
      .sort((a, b) => a - b),
  ).toEqual([8, 16, 10_000_000])
})

test('a number that is none is found in what is taken', async () => {
  const { source } = watched()
  const { paired } = pairWeights([slot('unused', 4)], await readWeights({ file: 'a.safetensors', source }))
  await expect(takeWeights(paired)).rejects.toMatchObject({
    ...{ code: 'weights-not-finite', message: 'weight unused/kernel of a.safetensors holds NaN at element 0 of 4' },
  })
})

test('progress is told in megabytes', async () => {
  const { source } = watched()
  const told: [string, Steps | undefined][] = []
  const { paired } = pairWeights(network, await readWeights({ file: 'a.safetensors', source }))
  await takeWeights(paired, { progress: (message, steps) => told.push([message, steps]) })
  expect(told).toEqual([['reading weights: 10 of 10 MB', { done: 10, all: 10 }]])
})

test('a cancellation that comes as a message between two tensors ends the reading', async () => {
  const { source, read } = watched()
  const controller = new AbortController()
  const { paired } = pairWeights(network, await readWeights({ file: 'a.safetensors', source }))
  // It waits before the reading pauses, and so comes first.
  setTimeout(() => controller.abort())
  const taken = takeWeights(paired, { signal: controller.signal })
  const before = read.length
  await expect(taken).rejects.toMatchObject({ code: 'cancelled' })
  // The last one is left alone.
  expect(read.length).toBe(before)
})

test('of a file on the disk the same is read as of one in memory', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'convolens-weights-'))
  try {
    const path = join(folder, 'a.safetensors')
    writeFileSync(path, bytes)
    const values = await takeWeights(pairWeights(network, await readWeights(readWeightFiles(path))).paired)
    expect([...values.get('first/kernel')!, ...values.get('third/kernel')!]).toEqual([1, 2, 3, 4, 8, 9])
    writeFileSync(path, bytes.slice(0, 100))
    await expect(readWeights(readWeightFiles(path))).rejects.toThrow('a.safetensors')
    expect(() => readWeightFiles(join(folder, 'none.npz'))).toThrow('there is no file')
  } finally {
    rmSync(folder, { recursive: true })
  }
})
