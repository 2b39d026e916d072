import { dispose, memory } from '@tensorflow/tfjs-core'
import { beforeAll, expect, test } from 'vitest'
import { input } from '../../builder/input'
import { model } from '../../builder/model'
import { useBackend } from '../checks/backend'
import { graphOf } from '../checks/build'
import type { Image, InputFeed } from '../requests'
import { fedInputs, feedOf, feedTensors } from './feed'

beforeAll(() => useBackend('cpu'))

const white: Image = { width: 1, height: 1, data: Uint8ClampedArray.of(255, 255, 255, 255) }
const black: Image = { width: 1, height: 1, data: Uint8ClampedArray.of(0, 0, 0, 255) }

const rgb = input(2, 2, 3)
const depth = input(4, 4, 1)
const speed = input(3)
const joined = rgb.globalAveragePool2d().concat(depth.globalAveragePool2d(), speed)
const graph = graphOf(
  model('two', [rgb, depth, speed], joined.dense(2), {
    preprocessing: { scale: 1 / 255, mean: [0.5, 0.25, 0], standardDeviation: [0.5, 0.5, 0.5] },
  }),
)

/** What goes into each input, and what is told of it. */
function fed(feeds?: Readonly<Record<string, InputFeed>>) {
  const feed = feedOf(graph, { image: white, feeds })
  const tensors = feedTensors(graph, feed)
  const numbers = Object.fromEntries(Object.entries(tensors).map(([name, one]) => [name, [...one.dataSync()]]))
  const told = fedInputs(graph, feed, tensors)
  dispose(tensors)
  return { numbers, told }
}

test('a picture goes into every input that takes one, made for its channels, and noise into the others', () => {
  const { numbers, told } = fed()
  expect(numbers.input_1.slice(0, 3)).toEqual([1, 1.5, 2])
  // The means are those of colours; in grey the picture is scaled alone.
  expect(numbers.input_2.every(value => Math.abs(value - 1) < 1e-6)).toBe(true)
  expect(numbers.input_2.length).toBe(16)
  expect(new Set(numbers.input_3).size).toBe(3)
  expect(told).toEqual([
    { name: 'input_1', shape: [2, 2, 3], kind: 'image' },
    { name: 'input_2', shape: [4, 4, 1], kind: 'image', scalesOnly: true },
    { name: 'input_3', shape: [3], kind: 'noise' },
  ])
  expect(fed().numbers).toEqual(numbers)
})

test('what is told for an input goes into it alone', () => {
  const { numbers, told } = fed({ input_2: black, input_3: 'ones' })
  expect([numbers.input_2[0], numbers.input_1[0], numbers.input_3]).toEqual([0, 1, [1, 1, 1]])
  expect(told[2]).toEqual({ name: 'input_3', shape: [3], kind: 'ones' })
  expect(fed({ input_1: 'zeros' }).numbers.input_1.every(value => value === 0)).toBe(true)
})

test('noise has mean 0 and deviation 1', () => {
  const many = input(20_000)
  const wide = graphOf(model('wide', [rgb, many], [rgb.globalAveragePool2d(), many.dense(1)]))
  const tensors = feedTensors(wide, feedOf(wide, { image: white }))
  const values = tensors.input_2.dataSync<'float32'>()
  dispose(tensors)
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
  expect(Math.abs(mean)).toBeLessThan(0.03)
  expect(Math.abs(variance - 1)).toBeLessThan(0.05)
})

test('what does not fit is told by the input’s name, with what helps', () => {
  const failing = (feeds: Readonly<Record<string, unknown>>) => {
    try {
      feedOf(graph, { image: white, feeds: feeds as Readonly<Record<string, InputFeed>> })
    } catch (error) {
      const { message, action } = error as { message: string; action: string }
      return `${message}. ${action}`
    }
    return 'no error'
  }
  expect(failing({ input_3: white })).toBe(
    'input_3 takes 3 and no image of height×width×1 or ×3. Have its numbers generated.',
  )
  expect(failing({ sound: 'ones' })).toBe('two has no input sound. Its inputs are input_1, input_2, input_3.')
  expect(failing({ input_3: 'twos' })).toBe(
    'input_3: there are no generated numbers called twos. Choose noise, zeros, ones, or an image.',
  )
})

test('a network that takes no image, and a size that nobody knows', () => {
  const vector = input(4)
  expect(() => feedOf(graphOf(model('m', vector, vector.dense(2))), { image: white })).toThrow(
    'input_1 is no image of height×width×1 or ×3',
  )
  const words = input(null, 8)
  const open = graphOf(model('open', [rgb, words], [rgb.relu(), words.relu()]))
  expect(() => feedOf(open, { image: white })).toThrow(/input_2 is .+×8: numbers cannot be made for a size/)
})

test('nothing is left behind where one of the inputs cannot be made', () => {
  const before = memory().numTensors
  const broken = { ...white, height: 2 }
  expect(() => feedTensors(graph, feedOf(graph, { image: white, feeds: { input_2: broken } }))).toThrow(/1×2 pixels/)
  expect(memory().numTensors).toBe(before)
})
