import { expect, test } from 'vitest'
import { isExpression } from '../dimension'
import type { InputSize } from '../input'
import type { Model } from '../model'
import { NetworkError } from '../problem'
import { zoo } from './index'

const sizes: readonly (readonly [InputSize, InputSize, number])[] = [
  [224, 224, 3],
  [97, 131, 1],
  [33, 65, 4],
  [8, 8, 3],
  [1, 1, 1],
  [null, null, 3],
]

/** Of each network, the size that its paper trains on must work: it is the default. For others it may say why not. */
test.each(Object.keys(zoo))('%s takes any size and number of classes, or says what is wrong', name => {
  const make = zoo[name].make as (options?: object) => Model
  let built = 0
  for (const input of sizes) {
    for (const classes of [1, 7]) {
      try {
        const { layers } = make({ input, classes }).graph
        const all = layers.flatMap(({ outputShapes }) => outputShapes.flat())
        expect(all.every(size => isExpression(size) || (Number.isInteger(size) && (size as number) >= 1))).toBe(true)
        built += 1
      } catch (error) {
        if (!(error instanceof NetworkError)) throw error
        expect(error.message.length).toBeGreaterThan(20)
      }
    }
  }
  expect(make({}).graph.layers.length).toBeGreaterThan(5)
  expect(built).toBeGreaterThan(0)
})
