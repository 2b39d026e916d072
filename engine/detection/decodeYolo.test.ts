import { expect, test } from 'vitest'
import { decodeYolo } from './decodeYolo'
import type { Detection } from './nonMaximumSuppression'

const grid = {
  height: 2,
  width: 4,
  classes: 2,
  anchors: [
    [0.5, 0.25],
    [0.1, 0.3],
  ],
} as const
const empty = () => Array<number>(2 * 4 * 2 * 7).fill(0)

test('a map of zeros: centres in the middle of the places, anchors as they are, half sure', () => {
  const found = decodeYolo(empty(), { ...grid, version: 3 })
  expect(found.length).toBe(2 * 4 * 2 * 2)
  expect(found[0]).toEqual({ box: { top: 0, left: 0, bottom: 0.5, right: 0.25 }, class: 0, score: 0.25 })
  // The last place: x = 3.5 / 4, y = 1.5 / 2, the second anchor.
  const { box } = found.at(-1)!
  expect([box.top, box.bottom, box.left, box.right]).toEqual(
    [0.7, 0.8, 0.725, 1.025].map(side => expect.closeTo(side, 10)),
  )
})

test('numbers move and scale the box of their own place and anchor', () => {
  const map = empty()
  // Row 1, column 2, anchor 1.
  const start = ((1 * 4 + 2) * 2 + 1) * 7
  const [third, quarter] = [-Math.log(2), -Math.log(3)]
  map.splice(start, 7, third, quarter, Math.log(2), Math.log(3), Math.log(4), 0, Math.log(3))
  const at = start / 7
  const expected = (scores: number[], found: Detection[]) => {
    for (const [label, score] of scores.entries()) {
      const { box, class: of, score: got } = found[2 * at + label]
      expect(of).toBe(label)
      expect(got).toBeCloseTo(score, 10)
      expect((box.left + box.right) / 2).toBeCloseTo((2 + 1 / 3) / 4, 10)
      expect((box.top + box.bottom) / 2).toBeCloseTo((1 + 1 / 4) / 2, 10)
      expect(box.right - box.left).toBeCloseTo(0.6, 10)
      expect(box.bottom - box.top).toBeCloseTo(0.3, 10)
    }
  }
  // Object 4/5; sigmoid: 1/2 and 3/4; softmax: 1/4 and 3/4.
  expected([0.8 * 0.5, 0.8 * 0.75], decodeYolo(map, { ...grid, version: 3 }))
  expected([0.8 * 0.25, 0.8 * 0.75], decodeYolo(map, { ...grid, version: 2 }))
})

test('a map of another size is named', () => {
  expect(() => decodeYolo([1, 2], { ...grid, version: 2 })).toThrow('the map must have 112 numbers, got 2')
})
