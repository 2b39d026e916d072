import { expect, test } from 'vitest'
import { input } from './input'
import { model } from './model'
import { layers } from './tensor'

// The compiler checks these lines: an @ts-expect-error without an error below it fails `npm run types`.
const mistyped: Readonly<Record<string, () => unknown>> = {
  // @ts-expect-error A misspelt option.
  option: () => input(8, 8, 3).conv2d(4, 3, { stride: 2 }),
  // @ts-expect-error A number in words.
  number: () => input(8, 8, 3).conv2d('4', 3),
  // @ts-expect-error Keras has no such padding.
  choice: () => input(8, 8, 3).conv2d(4, 3, { padding: 'full' }),
  // @ts-expect-error A window has two sides.
  pair: () => input(8, 8, 3).maxPool2d([2, 2, 2]),
  // @ts-expect-error The rate is required.
  missing: () => input(8, 8, 3).dropout(),
  // @ts-expect-error A flag is no word.
  flag: () => input(8, 8, 3).conv2d(4, 3, { useBias: 'no' }),
  // @ts-expect-error No such activation.
  activation: () => input(8, 8, 3).conv2d(4, 3, { activation: 'rellu' }),
  // @ts-expect-error No such layer.
  layer: () => input(8, 8, 3).convolution2d(4, 3),
  // @ts-expect-error Layers made first have the same options.
  shared: () => input(8, 8, 3).apply(layers.conv2d(4, 3, { stride: 2 })),
  // @ts-expect-error A merge takes tensors.
  merge: () => input(8, 8, 3).add(3),
  // @ts-expect-error An output is a tensor.
  output: () => model('m', input(8, 8, 3), 'scores'),
}

test.each(Object.entries(mistyped))('what the compiler refuses is refused in JavaScript too: %s', (_, call) => {
  expect(call).toThrow()
})

test('what it accepts', () => {
  const image = input(null, 'W', 3)
  const [left, right] = image
    .conv2d(4, [3, 5], { strides: [1, 2], padding: { top: 1, bottom: 1, left: 2, right: 2 } })
    .split(2)
  expect(model('m', image, left.add(right, { name: 'sum' })).graph.layers.at(-1)!.name).toBe('sum')
})
