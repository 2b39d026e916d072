import { maxPool1d as kind } from '../../builder/layers/maxPool1d'
import type { OptionValues } from '../../builder/option'
import { defineComputation, type Known } from '../computation'
import { type ColumnRun, columnBackward, columnForward } from './column'
import { maxPool2d } from './maxPool2d'

/** {@link kind}: 2-D pooling of one column. */
export const maxPool1d = defineComputation(kind, {
  forward: (options, inputs, weights) => columnForward(as2d(options), inputs, weights),
  backward: (options, trace) => columnBackward(as2d(options), trace),
})

function as2d({ poolSize, strides = poolSize, padding }: Known<OptionValues<typeof kind.options>>): ColumnRun {
  return {
    computation: maxPool2d,
    options: { poolSize: [poolSize, 1], strides: [strides, 1], padding, ceilMode: false },
  }
}
