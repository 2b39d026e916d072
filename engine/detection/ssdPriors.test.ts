import { expect, test } from 'vitest'
import { ssd } from '../../builder/zoo/ssd'
import { ssdMaps } from '../../builder/zoo/ssdMaps'
import { ssdPriors } from './ssdPriors'

test.each([
  [300, 8732],
  [512, 24564],
] as const)('SSD%i has %i default boxes, as many as the network predicts', (size, count) => {
  const priors = ssdPriors(ssdMaps[size], size)
  expect(priors.length).toBe(count)
  const { graph } = ssd({ size })
  const output = graph.layers.find(({ name }) => name === graph.outputs[0].layer)!
  expect(output.outputShapes[0]).toEqual([count, 4])
})

test('the boxes of a place: two squares, then each ratio wide and high', () => {
  const map = { height: 1, width: 2, step: 50, size: 40, nextSize: 90, aspectRatios: [4] }
  const priors = ssdPriors([map], 100)
  // √(40·90) = 60; 40·√4 = 80 by 40/√4 = 20.
  expect(priors.slice(4)).toEqual([
    { y: 0.25, x: 0.75, height: 0.4, width: 0.4 },
    { y: 0.25, x: 0.75, height: 0.6, width: 0.6 },
    { y: 0.25, x: 0.75, height: 0.2, width: 0.8 },
    { y: 0.25, x: 0.75, height: 0.8, width: 0.2 },
  ])
  expect(priors[0]).toEqual({ y: 0.25, x: 0.25, height: 0.4, width: 0.4 })
})

test('the first and the last box of SSD300', () => {
  const priors = ssdPriors(ssdMaps[300], 300)
  expect(priors[0]).toEqual({ y: 4 / 300, x: 4 / 300, height: 0.1, width: 0.1 })
  const { y, x, height, width } = priors[8731]
  expect([y, x]).toEqual([0.5, 0.5])
  expect([height, width].map(size => size * 300)).toEqual([
    expect.closeTo(264 * Math.SQRT2, 8),
    expect.closeTo(264 / Math.SQRT2, 8),
  ])
})
