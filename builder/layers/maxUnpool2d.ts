import { add, type Dimension, multiply, subtract, unknownDimension } from '../dimension'
import { defineLayer, expectMap } from '../layerKind'
import { optionalPair, type Padding, paddingOr, pairOr } from '../option'
import { isProblem } from '../problem'
import { borders, slide } from '../window'
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

  window({ poolSize, strides = poolSize, padding }, _inputs, [output]) {
    const along = (axis: 0 | 1) => {
      const { before } = slide(output[axis], axis === 0 ? 'height' : 'width', {
        window: poolSize[axis],
        stride: strides[axis],
        padding,
      })
      return source(poolSize[axis], strides[axis], before)
    }
    const [rows, columns] = [along(0), along(1)]
    return {
      size: [rows.size, columns.size],
      stride: [rows.stride, columns.stride],
      padding: [rows.padding, columns.padding],
    }
  },
})

/**
 * The element at o comes from a window that covers it. Those lie around (o + border − (pool − 1) / 2) / stride, and a
 * stretch of pool / stride holds as many as there can be.
 */
function source(pool: Dimension, stride: Dimension, border: Dimension | undefined) {
  if (typeof pool !== 'number' || typeof stride !== 'number') {
    const unknown = unknownDimension('the window is not known')
    return { size: unknown, stride: unknown, padding: undefined }
  }
  const size = pool / stride
  const padding = typeof border === 'number' ? (size - 1) / 2 + ((pool - 1) / 2 - border) / stride : undefined
  return { size, stride: 1 / stride, padding }
}

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
