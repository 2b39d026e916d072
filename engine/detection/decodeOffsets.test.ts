import { expect, test } from 'vitest'
import { decodeOffsets } from './decodeOffsets'

const anchor = { y: 50, x: 100, height: 20, width: 40 }

test('no offset is the anchor', () => {
  expect(decodeOffsets([0, 0, 0, 0], [anchor])).toEqual([{ top: 40, left: 80, bottom: 60, right: 120 }])
})

test('the centre moves by parts of the anchor’s size, the size by powers of e', () => {
  // x + 0.5·40, y − 0.25·20, twice as wide, half as high.
  const [box] = decodeOffsets([0.5, -0.25, Math.log(2), -Math.log(2)], [anchor])
  expect(box.left).toBeCloseTo(120 - 40, 10)
  expect(box.right).toBeCloseTo(120 + 40, 10)
  expect(box.top).toBeCloseTo(45 - 5, 10)
  expect(box.bottom).toBeCloseTo(45 + 5, 10)
})

test('variances weigh the offsets, and both orders say the same', () => {
  const expected = decodeOffsets([0.5, -0.25, 0.4, -0.6], [anchor])[0]
  const weighed = decodeOffsets([5, -2.5, 2, -3], [anchor], { variances: [0.1, 0.2] })[0]
  const turned = decodeOffsets([-0.25, 0.5, -0.6, 0.4], [anchor], { order: 'yxhw' })[0]
  for (const side of ['top', 'left', 'bottom', 'right'] as const) {
    expect(weighed[side]).toBeCloseTo(expected[side], 10)
    expect(turned[side]).toBeCloseTo(expected[side], 10)
  }
})

test('decoding undoes encoding, anchor by anchor', () => {
  const anchors = [anchor, { y: 10, x: 10, height: 8, width: 4 }]
  const truths = [
    { top: 31, left: 70, bottom: 75, right: 97 },
    { top: 2, left: 9, bottom: 30, right: 12 },
  ]
  // R-CNN, appendix C, equations 6–9.
  const encoded = truths.flatMap(({ top, left, bottom, right }, i) => [
    ((left + right) / 2 - anchors[i].x) / anchors[i].width,
    ((top + bottom) / 2 - anchors[i].y) / anchors[i].height,
    Math.log((right - left) / anchors[i].width),
    Math.log((bottom - top) / anchors[i].height),
  ])
  for (const [i, box] of decodeOffsets(encoded, anchors).entries())
    for (const side of ['top', 'left', 'bottom', 'right'] as const) expect(box[side]).toBeCloseTo(truths[i][side], 10)
})

test('an exploding size is cut off', () => {
  const [box] = decodeOffsets([0, 0, 100, 0], [anchor])
  expect(box.right - box.left).toBeCloseTo((40 * 1000) / 16, 6)
})

test('a wrong number of offsets is named', () => {
  expect(() => decodeOffsets([0, 0, 0], [anchor])).toThrow('1 anchors need 4 offsets, got 3')
})
