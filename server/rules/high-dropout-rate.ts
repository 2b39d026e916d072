import type { Fix, LayerSite } from '../analysis'
import { setOption, spanOf } from './edits'
import { inLayers } from './inLayers'
import { defineRule } from './rule'

/**
 * Finds a dropout that drops more than seven elements, or channels, of ten.
 *
 * Why: too little passes for the layers behind it to learn from. With rates of 0.2 to 0.6 the error hardly changes; above,
 * it rises. GoogLeNet's auxiliary heads, at 0.7, are the most that a famous network drops. Often the rate was meant as the
 * share to keep, as early TensorFlow had it.
 *
 * Do: use a rate of 0.5 or less; or, where the share to keep was meant, 1 less it.
 *
 * @example
 * const features = input(512)
 * model('head', features, features.dense(256).relu().dropout(0.8).dense(10).softmax())
 *
 * Source: Srivastava et al. 2014, Dropout, §7.3, https://jmlr.org/papers/v15/srivastava14a.html
 */
export const highDropoutRate = defineRule({
  id: 'high-dropout-rate',
  severity: 'warning',

  *check({ sites }) {
    for (const site of sites) {
      const rates = site.instances.map(({ node }) => node.options.rate)
      const high = rates.find(rate => typeof rate === 'number' && rate > HIGHEST)
      if (!DROPOUTS.has(site.kind.kind) || typeof high !== 'number') continue
      const written = site.optionNodes.get('rate')
      yield {
        span: written ? spanOf(written) : site.nameSpan,
        message: `drops ${round(100 * high)} % and keeps ${round(100 - 100 * high)} %: little is left to learn from`,
        fixes: rates.every(rate => rate === high) ? lowerRates(site, high) : [],
      }
    }
  },
})

const HIGHEST = 0.7
const DROPOUTS: ReadonlySet<string> = new Set(['dropout', 'spatialDropout2d'])

function lowerRates(site: LayerSite, rate: number): Fix[] {
  return [round(1 - rate), 0.5].flatMap(lower => {
    const edit = setOption(site, 'rate', String(lower))
    const meaning = lower === 0.5 ? '' : `, which keeps ${round(100 * rate)} %`
    return edit ? [{ title: `Use rate ${lower}${meaning}${inLayers(site)}`, edits: [edit] }] : []
  })
}

function round(value: number): number {
  return Number(value.toFixed(4))
}
