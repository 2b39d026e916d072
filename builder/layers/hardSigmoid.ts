import { defineLayer } from '../layerKind'

/**
 * Hard sigmoid: min(max(x + 3, 0), 6) / 6, as in MobileNetV3, PyTorch and Keras 3. Keras 2 and TensorFlow.js's layer
 * have min(max(0.2 · x + 0.5, 0), 1) under this name.
 *
 * Input   any shape
 * Output  the same shape
 * Params  none
 * MACs    not counted
 * Source  Howard et al. 2019, Searching for MobileNetV3, §5.2, https://arxiv.org/abs/1905.02244
 */
export const hardSigmoid = defineLayer({
  kind: 'hardSigmoid',
  summary: 'Brings every element between 0 and 1 along straight lines.',
  options: {},
  infer: (_options, [input]) => [input],
})
