import { defineLayer, expectMap } from '../layerKind'
import { countOr } from '../option'
import { isProblem } from '../problem'
import { normalizationFormula, normalizationOptions, normalizationWeights } from './normalization'
import { dividesGroups } from './sliding'

/**
 * Group normalisation: every group of channels to mean 0 and variance 1 over the whole map of one image, then a learned
 * scale and offset per channel. The statistics make every output depend on the whole map.
 *
 * Input   [height, width, channels]
 * Output  the same shape
 * Params  2 · channels: scale (gamma) and offset (beta)
 * MACs    not counted
 * Error   groups do not divide the channels
 * Source  Wu and He 2018, Group Normalization, §3.1, https://arxiv.org/abs/1803.08494
 */
export const groupNorm = defineLayer({
  kind: 'groupNorm',
  summary: 'Normalises groups of channels by their mean and variance over the map.',
  options: { groups: countOr(32, 'Number of groups the channels are split into.'), ...normalizationOptions },

  infer({ groups }, [input]) {
    const map = expectMap(input)
    if (isProblem(map)) return map
    return dividesGroups(map[2], map[2], groups) ?? [input]
  },

  weights: (options, [input]) => normalizationWeights(options, [input[2]]),
  formula: (options, [input]) => normalizationFormula(options, [input[2]]),
  window: () => 'gate',
})
