import { defineLayer } from '../layerKind'
import { elements } from '../shape'

/**
 * Lays all elements in one row, row by row, the channels of one place together.
 *
 * Input   any shape
 * Output  [elements]
 * Params  none
 * MACs    none
 * Source  Keras, Flatten layer, https://keras.io/api/layers/reshaping_layers/flatten
 */
export const flatten = defineLayer({
  kind: 'flatten',
  summary: 'Lays all elements in one row.',
  options: {},
  infer: (_options, [input]) => [[elements(input)]],
  window: (_options, [input]) => (input.length === 1 ? 'elementwise' : 'global'),
})
