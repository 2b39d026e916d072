import { expect, test } from 'vitest'
import { decodeYoloV1 } from './decodeYoloV1'

test('centres are parts of their place, sizes squares, scores confidence times class', () => {
  const [grid, boxes, classes] = [2, 2, 3]
  const output = Array<number>(4 * 13).fill(0)
  // Row 1, column 0: its second box, then the classes.
  output.splice(2 * 13 + 5, 8, 0.5, 0.25, 0.5, 0.8, 0.9, 0.1, 0.7, 0.2)
  const found = decodeYoloV1(output, { grid, boxes, classes })
  expect(found.length).toBe(4 * 2 * 3)
  const second = found.slice((2 * 2 + 1) * 3, (2 * 2 + 2) * 3)
  for (const [label, { box, class: of, score }] of second.entries()) {
    expect(of).toBe(label)
    expect(score).toBeCloseTo(0.9 * [0.1, 0.7, 0.2][label], 10)
    // Centre (0.5 / 2, 1.25 / 2), 0.25 wide, 0.64 high.
    expect(box.left).toBeCloseTo(0.125, 10)
    expect(box.right).toBeCloseTo(0.375, 10)
    expect(box.top).toBeCloseTo(0.305, 10)
    expect(box.bottom).toBeCloseTo(0.945, 10)
  }
  // The first box of the place is not confident of anything.
  expect(found.slice(2 * 2 * 3, (2 * 2 + 1) * 3).map(({ score }) => score)).toEqual([0, 0, 0])
})

test('an output of another size is named', () => {
  const options = { grid: 7, boxes: 2, classes: 20 }
  expect(() => decodeYoloV1([1], options)).toThrow('the output must have 1470 numbers, got 1')
})
