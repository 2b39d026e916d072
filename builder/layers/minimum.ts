import { defineLayer } from '../layerKind'
import { broadcast } from './merge'

/**
 * Elementwise minimum of several tensors; sizes of 1 are broadcast.
 *
 * Input   several of one rank, equal along every axis or 1
 * Output  the common shape
 * Params  none
 * MACs    not counted
 * Error   sizes differ along an axis
 * Source  Keras, Minimum layer, https://keras.io/api/layers/merging_layers/minimum
 */
export const minimum = defineLayer({
  kind: 'minimum',
  summary: 'Takes the smallest of several tensors element by element.',
  options: {},
  inputs: 'several',
  infer: (_options, inputs) => broadcast(inputs),
})
