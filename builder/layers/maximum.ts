import { defineLayer } from '../layerKind'
import { broadcast } from './merge'

/**
 * Elementwise maximum of several tensors; sizes of 1 are broadcast.
 *
 * Input   several of one rank, equal along every axis or 1
 * Output  the common shape
 * Params  none
 * MACs    not counted
 * Error   sizes differ along an axis
 * Source  Goodfellow et al. 2013, Maxout Networks, §3, https://arxiv.org/abs/1302.4389
 */
export const maximum = defineLayer({
  kind: 'maximum',
  summary: 'Takes the largest of several tensors element by element.',
  options: {},
  inputs: 'several',
  infer: (_options, inputs) => broadcast(inputs),
})
