import { defineLayer } from '../layerKind'
import { channelNumbers, channelNumbersOr, fitsChannels } from './channelNumbers'

/**
 * Rescaling: x · scale + offset, as pixels of 0…255 are brought to 0…1, or each channel to mean 0 and variance 1.
 *
 * Input   any shape, channels last
 * Output  the same shape
 * Params  none
 * MACs    not counted
 * Error   more or fewer numbers than channels
 * Source  Keras, Rescaling layer, https://keras.io/api/layers/preprocessing_layers/image_preprocessing/rescaling
 */
export const rescaling = defineLayer({
  kind: 'rescaling',
  summary: 'Multiplies by a number and adds another, for all channels or for each.',
  options: {
    scale: channelNumbers('What is multiplied by.'),
    offset: channelNumbersOr(0, 'What is added.'),
  },
  positional: ['scale'],
  infer: ({ scale, offset }, [input]) =>
    fitsChannels('scale', scale, input) ?? fitsChannels('offset', offset, input) ?? [input],
})
