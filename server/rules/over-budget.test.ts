import { expect, test } from 'vitest'
import { analyseText } from '../analyseText'
import type { Budgets } from '../configuration/configuration'
import { overBudget } from './over-budget'

/** 28·28 places of (3·3·1 + 1)·4 = 40 parameters and 9·4 multiply-adds; then 36·10 + 10 = 370 and 360. */
const NET = `const image = input(30, 30, 1)
const scores = image.conv2d(4, 3).avgPool2d(9).flatten().dense(10)
model('net', image, scores)`

function messages(budgets: Budgets, code = NET): string[] {
  return [...overBudget.check!(analyseText(code), { profile: 'recommended', rules: {}, budgets })].map(f => f.message)
}

test('is silent within the budget, and where there is none', () => {
  expect(messages({})).toEqual([])
  expect(messages({ maxParameters: 410, maxMacs: 28 * 28 * 36 + 360 })).toEqual([])
})

test('tells each limit with its numbers', () => {
  expect(messages({ maxParameters: 409, maxMacs: 28_583, maxPeakMemory: 1024 })).toEqual([
    'net has 410 parameters; its budget is 409',
    'net has 28,584 multiply-adds; its budget is 28,583',
    // The input's 900 numbers and the convolution's 3,136.
    'net has 15.8 KiB of activations at once; its budget is 1.00 KiB',
  ])
})

test('sizes that are open are over no budget', () => {
  const open = "const image = input(null, null, 1)\nmodel('net', image, image.conv2d(4, 3))"
  expect(messages({ maxMacs: 1, maxPeakMemory: 1, minReceptiveField: 100 }, open)).toEqual([])
})

test('a model has to see enough through its windows, or all there is', () => {
  const map = "const image = input(30, 30, 1)\nmodel('net', image, image.conv2d(4, 3).globalAveragePool2d())"
  expect(messages({ minReceptiveField: 4 }, map.replace('.globalAveragePool2d()', ''))).toEqual([
    'net sees 3×3 pixels; its budget is at least 4',
  ])
  expect(messages({ minReceptiveField: 3 }, map.replace('.globalAveragePool2d()', ''))).toEqual([])
  expect(messages({ minReceptiveField: 100 })).toEqual([])
})
