import { defineLayer } from '../layerKind'
import { flagOr } from '../option'

/**
 * Gaussian error linear unit: x · Φ(x), Φ being the normal distribution function; approximated with a hyperbolic
 * tangent where asked.
 *
 * Input   any shape
 * Output  the same shape
 * Params  none
 * MACs    not counted
 * Source  Hendrycks and Gimpel 2016, Gaussian Error Linear Units, §2, https://arxiv.org/abs/1606.08415
 */
export const gelu = defineLayer({
  kind: 'gelu',
  summary: 'Weighs every element by how likely a normal variable is below it.',
  options: { approximate: flagOr(false, 'Whether to use the faster formula with a hyperbolic tangent.') },
  infer: (_options, [input]) => [input],
})
