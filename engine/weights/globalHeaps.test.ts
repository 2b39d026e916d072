import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { hasEndlessHeap } from './globalHeaps'
import { readWeights } from './readWeights'

const file = (name: string) => Uint8Array.from(readFileSync(new URL(`./reference/${name}`, import.meta.url)))
const weights = file('keras.weights.h5')
/** Where the only heap begins, and its first object behind 16 bytes of its own. */
const heap = Buffer.from(weights).indexOf('GCOL')
const object = heap + 16

const changed = (change: (view: DataView) => void) => {
  const bytes = weights.slice()
  change(new DataView(bytes.buffer))
  return bytes
}

test.each(['keras.h5', 'keras.weights.h5'])('%s is sound', name => {
  expect(hasEndlessHeap(file(name))).toBe(false)
})

// From the first two the C library of 32 bits never comes back, as was seen; the third it would follow backwards.
describe.each([
  [
    'an object that is free and takes no room',
    (view: DataView) => {
      view.setUint16(object, 0, true)
      view.setBigUint64(object + 8, 0n, true)
    },
  ],
  [
    'a size that comes back to where it began',
    (view: DataView) => view.setBigUint64(object + 8, 2n ** 32n - 16n, true),
  ],
  ['a size that goes back', (view: DataView) => view.setBigUint64(object + 8, 2n ** 32n - 24n, true)],
] as const)('%s', (_, change) => {
  test('is found, and the file refused before the library sees it', async () => {
    const bytes = changed(change)
    expect(hasEndlessHeap(bytes)).toBe(true)
    await expect(readWeights({ file: 'a.h5', data: bytes.buffer })).rejects.toMatchObject({
      ...{ code: 'truncated-shard', message: 'a.h5 is a broken HDF5 file', action: 'Copy or save it again.' },
    })
  })
})

test('a heap that is cut off has no end to look for', () => {
  expect(hasEndlessHeap(weights.slice(0, heap + 12))).toBe(false)
})

test('lengths of an odd size are not followed', () => {
  expect(hasEndlessHeap(changed(view => view.setUint8(14, 3)))).toBe(true)
})

test('numbers that happen to spell the word are no heap', () => {
  const word = new TextEncoder().encode('GCOLGCOL')
  const bytes = weights.slice()
  bytes.set(word, bytes.length - 40)
  expect(hasEndlessHeap(bytes)).toBe(false)
})
