import { concat, split as cut } from '@tensorflow/tfjs-core'
import { split as kind } from '../../builder/layers/split'
import { defineComputation } from '../computation'

/** {@link kind} */
export const split = defineComputation(kind, {
  forward: ({ numOrSizeSplits: parts }, [input]) =>
    cut(input, typeof parts === 'number' ? parts : [...parts], input.rank - 1),

  backward: (_options, { inputs: [input], outputGradients }) => [concat([...outputGradients], input.rank - 1)],
})
