import { unknownDimension } from '../dimension'
import { defineLayer } from '../layerKind'
import type { Shape } from '../shape'
import { axesOr, axisIndex, checkAxes } from './axes'
import { normalizationFormula, normalizationOptions, normalizationWeights } from './normalization'
import { unknownWindow } from './unknownWindow'

/**
 * Layer normalisation as in Keras: the channels at every place to mean 0 and variance 1, then a learned scale and offset;
 * or along other axes.
 *
 * Input   any shape
 * Output  the same shape
 * Params  2 · the elements along the axes, by default the channels: scale (gamma) and offset (beta)
 * MACs    not counted
 * Error   an axis the input does not have, or one twice
 * Source  Ba, Kiros, Hinton 2016, Layer Normalization, §3, https://arxiv.org/abs/1607.06450
 */
export const layerNorm = defineLayer({
  kind: 'layerNorm',
  summary: 'Normalises the channels at every place by their own mean and variance.',
  options: {
    axis: axesOr(-1, 'Axes along which is normalised, height being 1; -1 is the last.'),
    ...normalizationOptions,
  },
  infer: ({ axis }, [input]) => checkAxes(axis, input) ?? [input],
  weights: (options, [input]) => normalizationWeights(options, along(options.axis, input)),
  formula: (options, [input]) => normalizationFormula(options, along(options.axis, input)),

  window({ axis }, [input]) {
    const places = new Set(axis.map(each => axisIndex(each, input.length)))
    places.delete(input.length - 1)
    if (places.size === 0) return 'elementwise'
    return places.size === input.length - 1 ? 'gate' : unknownWindow('it is normalised along one side of the map')
  },
})

function along(axes: readonly number[], input: Shape): Shape {
  return axes.map(axis => input[axisIndex(axis, input.length) ?? -1] ?? unknownDimension('the axis is not known'))
}
