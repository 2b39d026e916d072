import { unknownDimension } from '../dimension'
import { defineLayer } from '../layerKind'
import { integers } from '../option'

/**
 * Picks channels in a given order, some perhaps twice and some not at all: output channel i is input channel indices[i].
 * It brings the inputs that a pruned convolution kept together in groups.
 *
 * Input   any shape, channels last
 * Output  the same shape with one channel an index
 * Params  none
 * MACs    none
 * Error   an index beyond the last channel
 * Source  Huang et al. 2018, CondenseNet, §4.1 (Index layer), https://arxiv.org/abs/1711.09224
 */
export const gatherChannels = defineLayer({
  kind: 'gatherChannels',
  summary: 'Picks channels in a given order.',
  options: { indices: integers(0, 'For every output channel, the input channel it is, counted from 0.') },
  positional: ['indices'],

  infer({ indices }, [input]) {
    const channels = input[input.length - 1]
    const beyond = indices.find(index => typeof index === 'number' && typeof channels === 'number' && index >= channels)
    if (beyond !== undefined) {
      const message = `index ${beyond} is beyond the ${channels} channels, which are counted from 0`
      return { rule: 'invalid-option', option: 'indices', message }
    }
    const known = indices.every(index => typeof index === 'number')
    return [[...input.slice(0, -1), known ? indices.length : unknownDimension('the indices are not known')]]
  },
})
