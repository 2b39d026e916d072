import { defineLayer } from '../layerKind'
import { number, numberOr } from '../option'

/**
 * Rescaling: x · scale + offset, as pixels of 0…255 are brought to 0…1.
 *
 * Input   any shape
 * Output  the same shape
 * Params  none
 * MACs    not counted
 * Source  Keras, Rescaling layer, https://keras.io/api/layers/preprocessing_layers/image_preprocessing/rescaling
 */
export const rescaling = defineLayer({
  kind: 'rescaling',
  summary: 'Multiplies by a number and adds another.',
  options: { scale: number('What is multiplied by.'), offset: numberOr(0, 'What is added.') },
  positional: ['scale'],
  infer: (_options, [input]) => [input],
})
