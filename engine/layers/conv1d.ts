import { conv1d as kind } from '../../builder/layers/conv1d'
import type { OptionValues } from '../../builder/option'
import { defineComputation, type Known } from '../computation'
import { type ColumnRun, columnBackward, columnForward } from './column'
import { conv2d } from './conv2d'

/** {@link kind}: a 2-D convolution of one column. */
export const conv1d = defineComputation(kind, {
  forward: (options, inputs, weights) => columnForward(asConv2d(options), inputs, weights),
  backward: (options, trace) => columnBackward(asConv2d(options), trace),
})

function asConv2d({ kernelSize, strides, padding, dilationRate }: Known<OptionValues<typeof kind.options>>): ColumnRun {
  const start = { top: (kernelSize - 1) * dilationRate, bottom: 0, left: 0, right: 0 }
  return {
    computation: conv2d,
    options: {
      kernelSize: [kernelSize, 1],
      strides: [strides, 1],
      dilationRate: [dilationRate, 1],
      padding: padding === 'causal' ? start : padding,
      groups: 1,
    },
  }
}
