import { expect, test } from 'vitest'
import { randomNumbers } from '../../weights/randomNumbers'
import { imputeLinearly } from './imputeLinearly'

const picture = { values: [1, 2, 3, 4, 5, 6, 7, 8, 10], height: 3, width: 3, channels: 1 }
const removed = (...pixels: number[]) => Uint8Array.from({ length: 9 }, (_, pixel) => (pixels.includes(pixel) ? 1 : 0))

test('one pixel is the weighted mean of its neighbours', () => {
  // Beside the middle are 2, 4, 6 and 8, a sixth each; at its corners 1, 3, 7 and 10, a twelfth each.
  const [, , , , middle, ...rest] = imputeLinearly(picture, removed(4))
  expect(middle).toBeCloseTo(20 / 6 + 21 / 12, 5)
  expect(rest).toEqual([6, 7, 8, 10])
  // A corner has two beside it and one across: (2/6 + 4/6 + 5/12) / (5/12).
  expect(imputeLinearly(picture, removed(0))[0]).toBeCloseTo((2 / 6 + 4 / 6 + 5 / 12) / (5 / 12), 5)
})

test('what is smooth is filled as it was, and nothing leaves the range of what is kept', () => {
  const even = { values: new Float32Array(64).fill(0.7), height: 8, width: 8, channels: 1 }
  const all = Uint8Array.from({ length: 64 }, (_, pixel) => (pixel === 9 ? 0 : 1))
  for (const value of imputeLinearly(even, all)) expect(value).toBeCloseTo(0.7, 4)
  expect(imputeLinearly(picture, removed())).toEqual(Float32Array.from(picture.values))
})

/** The system written down densely, and solved by elimination. */
function byElimination(
  values: Float32Array,
  height: number,
  width: number,
  channels: number,
  holes: Uint8Array,
): number[] {
  const size = height * width
  const result = [...values]
  for (let channel = 0; channel < channels; channel++) {
    const rows = Array.from({ length: size }, (_, pixel) => {
      const row = new Array(size + 1).fill(0)
      if (holes[pixel] === 0) {
        row[pixel] = 1
        row[size] = values[pixel * channels + channel]
        return row
      }
      for (let other = 0; other < size; other++) {
        const down = Math.abs(Math.floor(other / width) - Math.floor(pixel / width))
        const across = Math.abs((other % width) - (pixel % width))
        if (other === pixel || down > 1 || across > 1) continue
        const weight = down + across === 1 ? 1 / 6 : 1 / 12
        row[other] -= weight
        row[pixel] += weight
      }
      return row
    })
    for (let pivot = 0; pivot < size; pivot++) {
      const best = rows
        .slice(pivot)
        .reduce((b, row, i) => (Math.abs(row[pivot]) > Math.abs(rows[b][pivot]) ? pivot + i : b), pivot)
      const swapped = rows[pivot]
      rows[pivot] = rows[best]
      rows[best] = swapped
      for (const [other, row] of rows.entries()) {
        if (other === pivot) continue
        const factor = row[pivot] / rows[pivot][pivot]
        for (let column = pivot; column <= size; column++) row[column] -= factor * rows[pivot][column]
      }
    }
    for (let pixel = 0; pixel < size; pixel++)
      result[pixel * channels + channel] = rows[pixel][size] / rows[pixel][pixel]
  }
  return result
}

test.each([0.2, 0.6, 0.9])('agrees with elimination where %d of the pixels are gone', share => {
  const next = randomNumbers(`holes ${share}`)
  const [height, width, channels] = [7, 9, 3]
  const values = Float32Array.from({ length: height * width * channels }, () => next() * 2 - 1)
  const holes = Uint8Array.from({ length: height * width }, () => (next() < share ? 1 : 0))
  const filled = imputeLinearly({ values, height, width, channels }, holes)
  const expected = byElimination(values, height, width, channels, holes)
  for (const [i, value] of filled.entries()) expect(value).toBeCloseTo(expected[i], 4)
})
