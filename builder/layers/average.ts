import { defineLayer } from '../layerKind'
import { broadcast } from './merge'

/**
 * Elementwise mean of several tensors; sizes of 1 are broadcast.
 *
 * Input   several of one rank, equal along every axis or 1
 * Output  the common shape
 * Params  none
 * MACs    not counted
 * Error   sizes differ along an axis
 * Source  Keras, Average layer, https://keras.io/api/layers/merging_layers/average
 */
export const average = defineLayer({
  kind: 'average',
  summary: 'Averages several tensors element by element.',
  options: {},
  inputs: 'several',
  infer: (_options, inputs) => broadcast(inputs),
})
