import { expect, test } from 'vitest'
import { type InputSize, input } from './input'
import { model } from './model'
import { formatReceptiveField, receptiveFields } from './receptiveField'
import type { Tensor } from './tensor'
import { uNet } from './zoo/uNet'

function fieldOf(build: (image: Tensor) => Tensor, ...size: readonly [InputSize, InputSize, number]) {
  const image = input(...size)
  const { graph } = model('net', image, build(image))
  return receptiveFields(graph).get(graph.outputs[0].layer)!
}

const before = { top: 1, bottom: 0, left: 1, right: 0 }

// The graphs of Araujo et al.'s own tests, https://github.com/google-research/receptive_field,
// receptive_field_computation_test.py.
test('two paths with one centre: 3×3 every 4 pixels (network_1)', () => {
  const field = fieldOf(
    x =>
      x.conv2d(1, 1, { strides: 4 }).add(x.zeroPad2d(before).conv2d(1, 3, { strides: 2 }).conv2d(1, 1, { strides: 2 })),
    8,
    8,
    1,
  )
  expect(field).toEqual({ size: [3, 3], stride: [4, 4], padding: [1, 1], global: false, status: 'exact' })
})

test('two paths with different centres are misaligned (network_3)', () => {
  const padded = { top: 2, bottom: 1, left: 2, right: 1 }
  const field = fieldOf(x => x.zeroPad2d(padded).conv2d(1, 5, { strides: 2 }).add(x.conv2d(1, 3).conv2d(1, 3)), 8, 8, 1)
  expect(field.status).toBe('misaligned')
})

test('the padding of same is not known without an input size (network_4)', () => {
  const field = fieldOf(
    x =>
      x.conv2d(1, 1, { strides: 4 }).add(x.conv2d(1, 3, { strides: 2, padding: 'same' }).conv2d(1, 1, { strides: 2 })),
    null,
    null,
    1,
  )
  expect(field).toMatchObject({ size: [3, 3], stride: [4, 4], padding: [null, null] })
})

test('height and width differ (network_5)', () => {
  const field = fieldOf(x => x.conv2d(1, [3, 5], { strides: 2 }).conv2d(1, [3, 1], { strides: 2 }), 32, 32, 1)
  expect(field).toEqual({ size: [7, 5], stride: [4, 4], padding: [0, 0], global: false, status: 'exact' })
})

test('paths that part and meet twice (network_8)', () => {
  const part = (x: Tensor) =>
    x.conv2d(1, 1, { strides: 4 }).add(x.zeroPad2d(before).conv2d(1, 3, { strides: 2 }).conv2d(1, 1, { strides: 2 }))
  const field = fieldOf(
    x => {
      const middle = part(x).relu()
      return middle.conv2d(1, 1, { strides: 2 }).add(middle.zeroPad2d(before).conv2d(1, 3, { strides: 2 }))
    },
    64,
    64,
    1,
  )
  expect(field).toMatchObject({ size: [11, 11], stride: [8, 8], padding: [5, 5] })
})

test('even inputs pad one pixel less at the start than odd ones, with same and stride 2', () => {
  const halved = (x: Tensor) => x.conv2d(1, 3, { strides: 2, padding: 'same' })
  expect(fieldOf(halved, 4, 5, 1).padding).toEqual([0, 1])
})

test('VGG-16 up to a 7×7 window after the last pooling: 404×404 (Long et al. 2015, table 1)', () => {
  const field = fieldOf(
    image => {
      let x = image
      for (const convolutions of [2, 2, 3, 3, 3]) {
        for (let i = 0; i < convolutions; i++) x = x.conv2d(1, 3, { padding: 1 })
        x = x.maxPool2d(2)
      }
      return x.conv2d(1, 7)
    },
    224,
    224,
    3,
  )
  expect(field.size).toEqual([404, 404])
})

/** Which of 64 pixels an element rests on, layer by layer backwards: sets of places, no formula. */
function largestSupport(places: number, ...steps: readonly ((place: number) => readonly number[])[]): number {
  const supports = Array.from({ length: places }, (_, place) => {
    let seen = new Set([place])
    for (const step of steps) seen = new Set([...seen].flatMap(step))
    return seen.size
  })
  return Math.max(...supports.slice(16, -16))
}

const three = (place: number) => [place - 1, place, place + 1]
const pair = (place: number) => [2 * place, 2 * place + 1]
const repeated = (place: number) => [Math.floor(place / 2)]
const between = (place: number) => {
  const middle = (place + 0.5) / 2 - 0.5
  return [Math.floor(middle), Math.floor(middle) + 1]
}
const painted = (place: number) => [0, 1, 2].map(tap => (place - tap) / 2).filter(Number.isInteger)
const same = { padding: 'same' } as const

test('enlarging by repetition: as many pixels as places rest on at most', () => {
  const field = fieldOf(x => x.maxPool2d(2).conv2d(1, 3, same).upSampling2d(2).conv2d(1, 3, same), 64, 64, 1)
  const counted = largestSupport(64, three, repeated, three, pair)
  expect(field).toMatchObject({ size: [counted, counted], stride: [1, 1] })
})

test('enlarging bilinearly', () => {
  const field = fieldOf(
    x => x.maxPool2d(2).conv2d(1, 3, same).upSampling2d(2, { interpolation: 'bilinear' }).conv2d(1, 3, same),
    64,
    64,
    1,
  )
  const counted = largestSupport(64, three, between, three, pair)
  expect(field).toMatchObject({ size: [counted, counted], stride: [1, 1] })
})

test('enlarging by transposed convolution with windows of 3 every 2', () => {
  const field = fieldOf(x => x.maxPool2d(2).conv2d(1, 3, same).conv2dTranspose(1, 3, { strides: 2 }), 64, 64, 1)
  const counted = largestSupport(64, painted, three, pair)
  expect(field).toMatchObject({ size: [counted, counted], stride: [1, 1] })
})

test('global pooling sees the whole image', () => {
  const field = fieldOf(x => x.conv2d(4, 3).globalAveragePool2d(), 32, 24, 3)
  expect(field).toEqual({ size: [32, 24], stride: [32, 24], padding: [0, 0], global: true, status: 'exact' })
  expect(formatReceptiveField(field)).toBe('whole input')
})

test('a gate sees the whole image, and the windows are told apart', () => {
  const field = fieldOf(
    x => {
      const features = x.conv2d(4, 3)
      return features.multiply(features.globalAveragePool2d({ keepDims: true }).sigmoid())
    },
    32,
    32,
    3,
  )
  expect(field).toMatchObject({ global: true, throughConvolutions: { size: [3, 3], stride: [1, 1], padding: [0, 0] } })
  expect(formatReceptiveField(field)).toBe('3×3 through convolutions, global through a gate')
})

test('group normalisation lets every output rest on the whole map', () => {
  const field = fieldOf(x => x.conv2d(4, 3).groupNorm({ groups: 2 }), 32, 32, 3)
  expect(field).toMatchObject({ global: true, throughConvolutions: { size: [3, 3] } })
})

test('adaptive pooling whose windows differ gives a bound', () => {
  const field = fieldOf(x => x.adaptiveAvgPool2d(2), 5, 5, 3)
  expect(field).toMatchObject({ size: [4, 4], stride: [2.5, 2.5], status: 'bound' })
  expect(formatReceptiveField(field)).toBe('at most 4×4')
})

test('a window between enlarged places takes in a whole coarse one more', () => {
  const field = fieldOf(x => x.maxPool2d(2).upSampling2d(4).conv2d(1, 3, same), 64, 64, 1)
  // Three places of four that repeat one element touch two elements at most: two poolings of 2 pixels.
  expect(field.size).toEqual([4, 4])
})

type Interval = readonly [first: number, last: number]

/** The pixels an element of U-Net rests on, step by step backwards. */
const convolved = ([first, last]: Interval): Interval => [first - 2, last + 2]
const pooled = ([first, last]: Interval): Interval => [2 * first, 2 * last + 1]
const doubled = ([first, last]: Interval): Interval => [Math.floor(first / 2), Math.floor(last / 2)]

function encoded(step: number, interval: Interval): Interval {
  return step === 0 ? convolved(interval) : encoded(step - 1, pooled(convolved(interval)))
}

function decoded(step: number, interval: Interval): Interval {
  if (step === 4) return encoded(4, interval)
  const read = convolved(interval)
  const [skipped, below] = [encoded(step, read), decoded(step + 1, doubled(read))]
  return [Math.min(skipped[0], below[0]), Math.max(skipped[1], below[1])]
}

test('U-Net: the largest of the fields its 16 kinds of places have', () => {
  const { graph } = uNet({ input: [256, 256, 1], padding: 'same' })
  const sizes = Array.from({ length: 16 }, (_, place) => {
    const [first, last] = decoded(0, [4096 + place, 4096 + place])
    return last - first + 1
  })
  const [size] = receptiveFields(graph).get(graph.outputs[0].layer)!.size
  expect(size).toBe(Math.max(...sizes))
})

test('a sequence is an image of one column; of volumes no field is told', () => {
  const sequence = input(64, 3)
  // 3, then (3 − 1)·2 more behind the pooling, which itself adds 1.
  const local = model('sequence', sequence, sequence.conv1d(4, 3).maxPool1d(2).conv1d(4, 3)).graph
  expect(formatReceptiveField(receptiveFields(local).get('conv1d_2')!)).toBe('8×1')
  const pooled = model('pooled', sequence, sequence.conv1d(4, 3).globalMaxPool1d()).graph
  expect(receptiveFields(pooled).get('globalMaxPool1d_1')).toMatchObject({ size: [64, 1], global: true })
  const volume = input(8, 8, 8, 1)
  const { graph } = model('volume', volume, volume.conv3d(4, 3))
  expect(formatReceptiveField(receptiveFields(graph).get('conv3d_1')!)).toBe('?×?')
})
