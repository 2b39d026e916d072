import { defineLayer } from '../layerKind'
import { broadcast } from './merge'
import { expectTensors } from './tensors'

/**
 * Elementwise difference of two tensors, the second taken from the first; sizes of 1 are broadcast.
 *
 * Input   two of one rank, equal along every axis or 1
 * Output  the common shape
 * Params  none
 * MACs    not counted
 * Error   sizes differ along an axis; not two tensors
 * Source  distance layer of a siamese network: Koch, Zemel, Salakhutdinov 2015, Siamese Neural Networks for One-shot Image
 *         Recognition, §3.1
 */
export const subtract = defineLayer({
  kind: 'subtract',
  summary: 'Subtracts one tensor from another element by element.',
  options: {},
  inputs: 'several',
  infer: (_options, inputs) => expectTensors(inputs, 2, 2, 'two tensors') ?? broadcast(inputs),
})
