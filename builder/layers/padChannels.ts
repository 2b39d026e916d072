import { add } from '../dimension'
import { defineLayer } from '../layerKind'
import { countOrNone } from '../option'

/**
 * Puts channels of zeros before and behind those of the input. It is how the shortcuts of the first residual networks grow
 * wider without a weight of their own.
 *
 * Input   any shape, channels last
 * Output  the same shape with before + channels + after channels
 * Params  none
 * MACs    none
 * Source  He et al. 2016, Deep Residual Learning, §3.3 option A, https://arxiv.org/abs/1512.03385
 */
export const padChannels = defineLayer({
  kind: 'padChannels',
  summary: 'Puts channels of zeros before and behind the others.',
  options: {
    before: countOrNone('Channels of zeros before the first.'),
    after: countOrNone('Channels of zeros behind the last.'),
  },

  infer({ before, after }, [input]) {
    return [[...input.slice(0, -1), add(before, input[input.length - 1], after)]]
  },
})
