import { defineLayer } from '../layerKind'
import { broadcast } from './merge'

/**
 * Elementwise product of several tensors; sizes of 1 are broadcast.
 *
 * Input   several of one rank, equal along every axis or 1
 * Output  the common shape
 * Params  none
 * MACs    not counted
 * Error   sizes differ along an axis
 * Source  Hu, Shen, Sun 2018, Squeeze-and-Excitation Networks, eq. 4, https://arxiv.org/abs/1709.01507
 */
export const multiply = defineLayer({
  kind: 'multiply',
  summary: 'Multiplies tensors element by element.',
  options: {},
  inputs: 'several',
  infer: (_options, inputs) => broadcast(inputs),
})
