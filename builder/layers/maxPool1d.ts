import { defineLayer } from '../layerKind'
import { choiceOr } from '../option'
import { isProblem } from '../problem'
import { lengthOr, optionalLength } from './extents'
import { expectSequence } from './ranks'
import { fitsLength, slideLength, slidingLengthWindow } from './slidingLength'

/**
 * Max pooling along a sequence: keeps the largest element of every window.
 *
 * Input   [length, channels]
 * Output  [length′, channels]; ′ as in {@link slide}
 * Params  none
 * MACs    not counted
 * Error   the window does not fit
 * Source  Collobert et al. 2011, Natural Language Processing (Almost) from Scratch, §3.3.2; as {@link maxPool2d}
 */
export const maxPool1d = defineLayer({
  kind: 'maxPool1d',
  summary: 'Keeps the maximum of every window of a sequence.',
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
