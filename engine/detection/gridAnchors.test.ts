import { expect, test } from 'vitest'
import { fasterRcnn } from '../../builder/zoo/fasterRcnn'
import { gridAnchors } from './gridAnchors'

const paper = { stride: 16, scales: [128, 256, 512], aspectRatios: [0.5, 1, 2] }

test('nine a place, all of one area a scale, around the centre of the stride', () => {
  const anchors = gridAnchors({ height: 2, width: 3, ...paper })
  expect(anchors.length).toBe(2 * 3 * 9)
  const last = anchors.slice(-9)
  for (const [i, { y, x, height, width }] of last.entries()) {
    expect([y, x]).toEqual([24, 40])
    expect(height * width).toBeCloseTo(paper.scales[i % 3] ** 2, 6)
    expect(height / width).toBeCloseTo(paper.aspectRatios[Math.floor(i / 3)], 10)
  }
})

test('as many as Faster R-CNN on VGG-16 predicts offsets for', () => {
  const { graph } = fasterRcnn({ input: [160, 224, 3] })
  const offsets = graph.outputs[1]
  const shape = graph.layers.find(({ name }) => name === offsets.layer)!.outputShapes[offsets.output] as number[]
  const numbers = shape.reduce((a, b) => a * b, 1)
  expect(numbers).toBe(4 * gridAnchors({ height: 10, width: 14, ...paper }).length)
})
