import { expect, test } from 'vitest'
import { pyramidAnchors } from '../../builder/zoo/regionAnchors'
import reference from '../../test/detection/reference.json'
import { expectClose } from '../checks/checkComputation'
import type { Box } from './box'
import { boxAround } from './box'
import { decodeRegions } from './decodeRegions'
import { gridAnchors } from './gridAnchors'
import { nonMaximumSuppression } from './nonMaximumSuppression'
import { proposeRegions } from './proposeRegions'
import { regionLevel } from './regionLevel'

// test/detection/reference.py wrote what torchvision makes of the same numbers.
const size = reference.size as [number, number]
const corners = ({ left, top, right, bottom }: Box) => [left, top, right, bottom]
const boxes = (numbers: readonly number[]): Box[] =>
  Array.from({ length: numbers.length / 4 }, (_, box) => {
    const [left, top, right, bottom] = numbers.slice(4 * box)
    return { left, top, right, bottom }
  })

let start = 0
const maps = reference.grids.map(([rows, columns], level) => {
  const anchors = reference.cells[level].map(([left, top, right, bottom]) => [bottom - top, right - left] as const)
  const [from, to] = [start, (start += rows * columns * anchors.length)]
  return {
    ...{ rows, columns, anchors, stride: size[0] / rows, center: 0 },
    ...{ scores: reference.scores.slice(from, to), offsets: reference.offsets.slice(4 * from, 4 * to) },
  }
})

test('the anchors of a feature pyramid are torchvision’s', () => {
  for (const [level, map] of pyramidAnchors.entries())
    expect(gridAnchors(map, [1, 1]).map(anchor => corners(boxAround(anchor)))).toEqual(reference.pyramid[level])
})

test('the same regions are proposed in the same order', () => {
  const proposed = proposeRegions(maps, size, reference.limits).flatMap(corners)
  expect(proposed.length).toBe(reference.proposals.length)
  expectClose(proposed, reference.proposals, 1e-4)
})

test('two scores an anchor, the background’s before the others’, count by their difference', () => {
  const doubled = maps.map(map => {
    const count = map.anchors.length
    const scores = Array.from({ length: 2 * map.scores.length }, (_, index) => {
      const [place, at] = [Math.floor(index / (2 * count)), index % (2 * count)]
      return at < count ? 5 + at : 5 + (at - count) + map.scores[place * count + at - count]
    })
    return { ...map, scores }
  })
  expectClose(proposeRegions(doubled, size, reference.limits).flatMap(corners), reference.proposals, 1e-4)
})

test('the same boxes are left of the head’s numbers', () => {
  const numbers = { scores: reference.classScores, offsets: reference.classOffsets }
  const decoded = decodeRegions(boxes(reference.proposals), numbers, { size, variances: [0.1, 0.2] })
  const kept = nonMaximumSuppression(decoded, { scoreThreshold: 0.05, overlapThreshold: 0.5, limit: 100 })
  const { detections } = reference
  expect(kept.map(found => found.class)).toEqual(detections.classes)
  expectClose(
    kept.map(({ score }) => score),
    detections.scores,
    1e-4,
  )
  expectClose(
    kept.flatMap(({ box }) => corners(box)),
    detections.boxes,
    1e-3,
  )
})

test('regions are cut out of the same levels', () => {
  const { boxes: sides, levels } = reference.levels
  expect(boxes(sides.flat()).map(box => regionLevel(box, 2, 5))).toEqual(levels)
})

test('numbers that are missing are named', () => {
  const [map] = maps
  expect(() => proposeRegions([{ ...map, scores: [1, 2] }], size, reference.limits)).toThrow(
    '576 anchors need 576 or 1152 scores, got 2',
  )
})
