import { defineLayer } from '../layerKind'
import { choiceOr } from '../option'
import { isProblem } from '../problem'
import { lengthOr, optionalLength } from './extents'
import { expectSequence } from './ranks'
import { fitsLength, slideLength, slidingLengthWindow } from './slidingLength'

/**
 * Average pooling along a sequence: the mean of every window. Border elements are not counted.
 *
 * Input   [length, channels]
 * Output  [length′, channels]; ′ as in {@link slide}
 * Params  none
 * MACs    not counted
 * Error   the window does not fit
 * Source  LeCun et al. 1998, Gradient-Based Learning Applied to Document Recognition, §II.B; as {@link avgPool2d}
 */
export const avgPool1d = defineLayer({
  kind: 'avgPool1d',
  summary: 'Gives the mean of every window of a sequence.',
  options: {
    poolSize: lengthOr(2, 'Window length in elements.'),
    strides: optionalLength('Step between windows in elements; the window length when absent.'),
    padding: choiceOr(['valid', 'same'], 'valid', "'same' keeps ⌈length / stride⌉; 'valid' adds no border."),
  },
  positional: ['poolSize'],

  infer({ poolSize, strides = poolSize, padding }, [input]) {
    const sequence = expectSequence(input)
    if (isProblem(sequence)) return sequence
    const options = { kernelSize: poolSize, strides, padding }
    const problem = fitsLength(options, input)
    return problem ? { ...problem, option: 'poolSize' } : [[slideLength(options, input).size, sequence[1]]]
  },

  window: ({ poolSize, strides = poolSize, padding }, [input]) =>
    slidingLengthWindow({ kernelSize: poolSize, strides, padding }, input),
})
