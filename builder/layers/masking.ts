import { defineLayer } from '../layerKind'
import { numberOr } from '../option'

/**
 * Masking: an element of a sequence whose channels all have the value maskValue is set to zero and left out by
 * recurrent layers.
 *
 * Input   any shape
 * Output  the same shape
 * Params  none
 * MACs    not counted
 * Source  Keras, Masking layer, https://keras.io/api/layers/core_layers/masking
 */
export const masking = defineLayer({
  kind: 'masking',
  summary: 'Marks elements of a sequence as padding.',
  options: { maskValue: numberOr(0, 'The value that marks padding.') },
  infer: (_options, [input]) => [input],
})
