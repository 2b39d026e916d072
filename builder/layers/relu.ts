import { defineLayer } from '../layerKind'

/**
 * Rectified linear unit: max(x, 0).
 *
 * Input   any shape
 * Output  the same shape
 * Params  none
 * MACs    not counted
 * Source  Nair and Hinton 2010, Rectified Linear Units Improve Restricted Boltzmann Machines
 */
export const relu = defineLayer({
  kind: 'relu',
  summary: 'Keeps what is positive, sets the rest to zero.',
  options: {},
  infer: (_options, [input]) => [input],
})
