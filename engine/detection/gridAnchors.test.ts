import { expect, test } from 'vitest'
import { fasterRcnn } from '../../builder/zoo/fasterRcnn'
import { pyramidAnchors, regionAnchors } from '../../builder/zoo/regionAnchors'
import { boxAround } from './box'
import { gridAnchors } from './gridAnchors'

// What the authors' generate_anchors.py prints: left, top, right and bottom pixel, both included.
const printed = [
  [-84, -40, 99, 55],
  [-176, -88, 191, 103],
  [-360, -184, 375, 199],
  [-56, -56, 71, 71],
  [-120, -120, 135, 135],
  [-248, -248, 263, 263],
  [-36, -80, 51, 95],
  [-80, -168, 95, 183],
  [-168, -344, 183, 359],
]

test('the nine of the first place are those of Faster R-CNN’s authors', () => {
  const corners = gridAnchors(regionAnchors, [2, 3]).slice(0, 9).map(boxAround)
  expect(corners).toEqual(
    printed.map(([left, top, right, bottom]) => ({ left, top, right: right + 1, bottom: bottom + 1 })),
  )
})

test('place by place, row by row', () => {
  const anchors = gridAnchors({ stride: 10, anchors: [[4, 6]] }, [2, 2])
  expect(anchors.map(({ y, x }) => [y, x])).toEqual([
    [5, 5],
    [5, 15],
    [15, 5],
    [15, 15],
  ])
  expect(gridAnchors({ stride: 10, anchors: [[4, 6]], center: 0 }, [1, 2])[1]).toEqual({
    y: 0,
    x: 10,
    height: 4,
    width: 6,
  })
})

test('the ratios of a pyramid’s level have one area, but for rounding', () => {
  for (const [level, { anchors }] of pyramidAnchors.entries())
    for (const [index, [height, width]] of anchors.entries()) {
      expect(Math.sqrt(height * width) / (32 * 2 ** level)).toBeCloseTo(1, 1)
      expect(height / width / [0.5, 1, 2][index]).toBeCloseTo(1, 1)
    }
})

test('as many as Faster R-CNN on VGG-16 predicts offsets for', () => {
  const { graph } = fasterRcnn({ input: [160, 224, 3] })
  const offsets = graph.outputs[1]
  const shape = graph.layers.find(({ name }) => name === offsets.layer)!.outputShapes[offsets.output] as number[]
  const numbers = shape.reduce((a, b) => a * b, 1)
  expect(numbers).toBe(4 * gridAnchors(regionAnchors, [10, 14]).length)
})
