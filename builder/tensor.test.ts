import { expect, test } from 'vitest'
import { input } from './input'
import { model } from './model'
import { NetworkError } from './problem'
import { layers } from './tensor'

function problemOf(build: () => unknown): string {
  try {
    build()
  } catch (error) {
    if (error instanceof NetworkError) return error.message
    throw error
  }
  return 'none'
}

test('options by position and by name, in Keras’s words', () => {
  const x = input(32, 32, 3).conv2d(8, [3, 5], { strides: 2, padding: 'same' }).maxPool2d(2, { strides: 1 })
  expect(x.shape).toEqual([15, 15, 8])
  expect([x.height, x.width, x.channels]).toEqual([15, 15, 8])
})

test('a wrong network throws what layer, option and rule it broke, with the values', () => {
  const image = input(5, 9, 3)
  expect(problemOf(() => image.conv2d(8, 7))).toBe(
    'conv2d: kernelSize: window 7×7 is larger than its 5×9 input (window-larger-than-input)',
  )
  expect(problemOf(() => image.conv2d(8, 3, { stride: 2 } as object))).toBe(
    'conv2d: stride: conv2d has no option stride; did you mean strides? (unknown-option)',
  )
  expect(problemOf(() => image.conv2d(0, 3))).toBe(
    'conv2d: filters: filters must be integer of at least 1, got 0 (invalid-option)',
  )
  expect(problemOf(() => (image.conv2d as () => unknown)())).toBe(
    'conv2d: filters: conv2d needs filters: integer of at least 1 (missing-option)',
  )
  expect(problemOf(() => image.conv2d(8, 3, { trainable: 'no' } as object))).toBe(
    "conv2d: trainable: trainable must be true or false, got 'no' (invalid-option)",
  )
  expect(problemOf(() => image.conv2d(8, 3, { trainabel: false } as object))).toBe(
    'conv2d: trainabel: conv2d has no option trainabel; did you mean trainable? (unknown-option)',
  )
  expect(problemOf(() => image.add(input(5, 8, 3)))).toBe(
    'add: shapes 5×9×3 and 5×8×3 do not fit together (mismatched-merge)',
  )
})

test('the size of an open tensor cannot be computed with', () => {
  expect(problemOf(() => input(null, null, 3).conv2d(4, 3).height)).toBe(
    'conv2d: the height of H − 2×W − 2×4 is not a number; give the input a size to compute with it (unknown-size)',
  )
})

test('a layer with several outputs gives as many tensors', () => {
  const [left, right] = input(8, 8, 6).split([2, 4])
  expect([left.shape, right.shape]).toEqual([
    [8, 8, 2],
    [8, 8, 4],
  ])
})

test('layers are named by kind and number, in the order they were made, unless the user names them', () => {
  const image = input(8, 8, 3)
  const { graph } = model('names', image, image.conv2d(4, 3).relu().conv2d(4, 3, { name: 'last' }))
  expect(graph.layers.map(({ name }) => name)).toEqual(['input_1', 'conv2d_1', 'relu_1', 'last'])
})

test('an edge says which output of a layer it comes from', () => {
  const image = input(8, 8, 6)
  const [left, right] = image.split(2)
  const { graph } = model('swapped', image, right.concat(left))
  expect(graph.layers[2].inputs).toEqual([
    { layer: 'split_1', output: 1 },
    { layer: 'split_1', output: 0 },
  ])
})

test('a named layer that is applied several times is numbered from its second use on', () => {
  const head = layers.conv2d(4, 1, { name: 'head' })
  const image = input(8, 8, 2)
  const { graph } = model('heads', image, [image.apply(head), image.relu().apply(head)])
  expect(graph.layers.map(({ name, weightsOf }) => [name, weightsOf])).toEqual([
    ['input_1', undefined],
    ['head', undefined],
    ['relu_1', undefined],
    ['head_2', 'head'],
  ])
})

test('a shared layer refers to its first use', () => {
  const [left, right] = [input(6), input(6)]
  const shared = layers.dense(3)
  const { graph } = model('twins', [left, right], [left.apply(shared), right.apply(shared)])
  expect(graph.layers.map(({ weightsOf }) => weightsOf)).toEqual([undefined, undefined, undefined, 'dense_1'])
})

test('a model whose inputs do not fit its outputs is refused', () => {
  const [image, other] = [input(8, 8, 3), input(4)]
  const scores = image.flatten().dense(2)
  expect(problemOf(() => model('net', [image, other], scores))).toBe(
    'net: no output of net rests on input 4 (unused-input)',
  )
  expect(problemOf(() => model('net', other, scores.add(other.dense(2))))).toBe(
    'net: net rests on input 8×8×3, which is not among its inputs (missing-input)',
  )
})

test('an argument too many is refused, which JavaScript has no types to tell of', () => {
  const x = input(8, 8, 3)
  const untyped = x as unknown as Record<string, (...args: unknown[]) => unknown>
  expect(() => untyped.add(5)).toThrow('add: add does not take 5 here (invalid-argument)')
  expect(() => untyped.relu('fast')).toThrow("relu: relu does not take 'fast' here (invalid-argument)")
})

test('what is no tensor or no shared layer is refused by name', () => {
  const x = input(8, 8, 3)
  const untypedModel = model as unknown as (...args: unknown[]) => unknown
  expect(problemOf(() => untypedModel('net'))).toBe(
    'net: model needs its inputs: a tensor or an array of tensors (invalid-argument)',
  )
  expect(problemOf(() => untypedModel('net', x, [undefined]))).toBe(
    'net: model needs its outputs: a tensor or an array of tensors (invalid-argument)',
  )
  expect(problemOf(() => x.apply(undefined as never))).toBe(
    'apply: apply needs a layer made by layers, such as layers.conv2d(8, 3) (invalid-argument)',
  )
})
