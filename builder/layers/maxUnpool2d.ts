import { add, type Dimension, multiply, subtract } from '../dimension'
import { defineLayer, expectMap } from '../layerKind'
import { optionalPair, type Padding, paddingOr, pairOr } from '../option'
import { isProblem } from '../problem'
import { borders } from '../window'
import { coveringWindow } from './covering'
import { expectShape, expectTensors } from './tensors'

/**
 * Max unpooling: puts every element back to where its maximum was, and zeros everywhere else:
 * `y.maxUnpool2d(indices)`. The options are those of the pooling that gave the indices.
 *
 * Input   [height, width, channels]; indices of the same shape, from `maxPool2dWithIndices`
 * Output  [(height − 1) · stride + pool − border, …, channels], with 'same' [height · stride, …, channels], or outputSize
 * Params  none
 * MACs    not counted
 * Error   the indices have another shape
 * Source  Zeiler and Fergus 2014, Visualizing and Understanding Convolutional Networks, §2.1,
 *         https://arxiv.org/abs/1311.2901
 */
export const maxUnpool2d = defineLayer({
  kind: 'maxUnpool2d',
  summary: 'Puts pooled maxima back to where they were, among zeros.',
  options: {
    poolSize: pairOr(2, 'Window side of the pooling in pixels.'),
    strides: optionalPair('Step between its windows in pixels; the window side when absent.'),
    padding: paddingOr('valid', 'Border of the pooling.'),
    outputSize: optionalPair('Side of the output, where several sizes pool to the input.'),
  },
  inputs: 'several',

  infer({ poolSize, strides = poolSize, padding, outputSize }, inputs) {
    const count = expectTensors(inputs, 2, 2, 'a map and indices')
    if (count) return count
    const [input, indices] = inputs
    const map = expectMap(input)
    if (isProblem(map)) return map
    const problem = expectShape(indices, input, 'indices')
    if (problem) return problem
    const [height, width] = outputSize ?? [
      unpooled(map[0], poolSize[0], strides[0], padding, 'height'),
      unpooled(map[1], poolSize[1], strides[1], padding, 'width'),
    ]
    return [[height, width, map[2]]]
  },

  window: ({ poolSize, strides = poolSize, padding }, _inputs, [output]) =>
    coveringWindow(poolSize, strides, padding, output),
})

function unpooled(
  size: Dimension,
  pool: Dimension,
  stride: Dimension,
  padding: Padding,
  axis: 'height' | 'width',
): Dimension {
  if (padding === 'same') return multiply(size, stride)
  const border = padding === 'valid' ? 0 : add(...borders(padding, axis))
  return subtract(add(multiply(subtract(size, 1), stride), pool), border)
}
