import { defineLayer } from '../layerKind'
import { axisOr } from '../option'
import { axisIndex, checkAxes } from './axes'
import { unknownWindow } from './unknownWindow'

/**
 * Softmax over one axis, by default the last: exp(x) / Σ exp(x).
 *
 * Input   any shape
 * Output  the same shape
 * Params  none
 * MACs    not counted
 * Error   an axis the input does not have
 * Source  Bridle 1990, Probabilistic Interpretation of Feedforward Classification Network Outputs
 */
export const softmax = defineLayer({
  kind: 'softmax',
  summary: 'Turns scores into probabilities that sum to 1.',
  options: { axis: axisOr(-1, 'Axis along which they sum to 1, height being 1; -1 is the last, the channels.') },
  infer: ({ axis }, [input]) => checkAxes([axis], input) ?? [input],

  window: ({ axis }, [input]) =>
    axisIndex(axis, input.length) === input.length - 1
      ? 'elementwise'
      : unknownWindow('probabilities sum to 1 along one side of the map'),
})
