import { defineLayer } from '../layerKind'
import { broadcast } from './merge'

/**
 * Elementwise sum of several tensors; sizes of 1 are broadcast.
 *
 * Input   several of one rank, equal along every axis or 1
 * Output  the common shape
 * Params  none
 * MACs    not counted
 * Error   sizes differ along an axis
 * Source  He et al. 2016, Deep Residual Learning, §3.2, https://arxiv.org/abs/1512.03385
 */
export const add = defineLayer({
  kind: 'add',
  summary: 'Sums tensors element by element.',
  options: {},
  inputs: 'several',
  infer: (_options, inputs) => broadcast(inputs),
})
