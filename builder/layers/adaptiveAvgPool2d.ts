import { type Dimension, divideExactly, unknownDimension } from '../dimension'
import { defineLayer, expectMap } from '../layerKind'
import { pair } from '../option'
import { isProblem } from '../problem'

/**
 * Average pooling to a given size, as in PyTorch: output i is the mean of the elements from ⌊i · input / output⌋ up to
 * ⌈(i + 1) · input / output⌉. Where the output does not divide the input, windows differ from place to place, and the
 * receptive field is a bound.
 *
 * Input   [height, width, channels]
 * Output  [output height, output width, channels]
 * Params  none
 * MACs    not counted
 * Source  He et al. 2014, Spatial Pyramid Pooling, §2.2, https://arxiv.org/abs/1406.4729
 */
export const adaptiveAvgPool2d = defineLayer({
  kind: 'adaptiveAvgPool2d',
  summary: 'Averages over windows of whatever size gives the wanted output.',
  options: { outputSize: pair('Side of the output in elements.') },
  positional: ['outputSize'],

  infer({ outputSize }, [input]) {
    const map = expectMap(input)
    return isProblem(map) ? map : [[...outputSize, map[2]]]
  },

  window({ outputSize }, [input]) {
    if (outputSize.every(size => size === 1)) return 'global'
    const [rows, columns] = [windows(input[0], outputSize[0]), windows(input[1], outputSize[1])]
    return {
      size: [rows.size, columns.size],
      stride: [rows.stride, columns.stride],
      padding: [rows.padding, columns.padding],
      bound: rows.bound || columns.bound,
    }
  },
})

function windows(input: Dimension, output: Dimension) {
  const even = typeof output === 'number' ? divideExactly(input, output) : undefined
  if (even !== undefined) return { size: even, stride: even, padding: 0, bound: false }
  if (typeof input !== 'number' || typeof output !== 'number') {
    const unknown = unknownDimension('depends on the size of the input')
    return { size: unknown, stride: unknown, padding: undefined, bound: true }
  }
  const stride = input / output
  // Windows begin at ⌊i · stride⌋ and end at ⌈(i + 1) · stride⌉: of the steps of an element that a stride falls short of a
  // whole one by, every multiple of the smallest occurs, so that either end reaches out by all but that.
  const padding = 1 - greatestCommonDivisor(input, output) / output
  return { size: stride + 2 * padding, stride, padding, bound: true }
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}
