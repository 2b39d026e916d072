import { tensor } from '@tensorflow/tfjs-core'
import { layers } from '@tensorflow/tfjs-layers'
import { expect, test } from 'vitest'
import { checkLayer } from '../../test/checkLayer'
import { resizing } from './resizing'

test('the size that TensorFlow.js computes', () => {
  const resized = layers.resizing({ height: 5, width: 7 }).apply(tensor(new Float32Array(9 * 13), [1, 9, 13, 1]))
  expect((resized as { shape: number[] }).shape).toEqual([1, 5, 7, 1])
})

checkLayer(resizing, [
  // Symbolically TensorFlow.js takes the batch for the height; what it computes is as here.
  {
    options: { height: 5, width: 7 },
    inputs: [[9, 13, 3]],
    output: [5, 7, 3],
    window: { size: [2, 2], stride: [2, 2], padding: [0.5, 0.5] },
  },
  {
    options: { height: 5, width: 7, interpolation: 'nearest', cropToAspectRatio: true },
    inputs: [[10, 14, 3]],
    output: [5, 7, 3],
    window: { size: [1, 1], stride: [2, 2], padding: [0, 0] },
  },
  { options: { height: 5 }, inputs: [[9, 13, 3]], problem: 'resizing needs width: integer of at least 1' },
  {
    options: { height: 5, width: 7, interpolation: 'bicubic' },
    inputs: [[9, 13, 3]],
    problem: "interpolation must be 'bilinear' or 'nearest', got 'bicubic'",
  },
  { options: { height: 5, width: 7 }, inputs: [[9]], problem: 'needs a map of height×width×channels, got a vector' },
])
