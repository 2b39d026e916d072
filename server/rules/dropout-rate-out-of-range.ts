import type { Fix, LayerSite } from '../analysis'
import { literalValue, setOption, spanOf } from './edits'
import { inLayers } from './inLayers'
import { defineRule } from './rule'

/**
 * Finds a dropout of TensorFlow.js with a rate of 1 or more, or below 0.
 *
 * Why: TensorFlow.js says nothing, and leaves dropout out: it drops only where the rate is between 0 and 1. Nothing of the network is
 * regularised. Most often the rate was meant in percent, or is the number of units. Rates that are computed are left alone.
 *
 * Do: give the share to drop: 0.5 for half.
 *
 * @example
 * import * as tf from '@tensorflow/tfjs'
 * const digits = tf.sequential()
 * digits.add(tf.layers.dense({ inputShape: [512], units: 64, activation: 'relu' }))
 * digits.add(tf.layers.dropout({ rate: 50 }))
 * digits.add(tf.layers.dense({ units: 10, activation: 'softmax' }))
 *
 * Source: TensorFlow.js, tfjs-layers/src/layers/core.ts, `Dropout.call`
 */
export const dropoutRateOutOfRange = defineRule({
  id: 'dropout-rate-out-of-range',
  severity: 'warning',

  *check({ sites }) {
    for (const site of sites) {
      const written = site.optionNodes.get('rate')
      const rate = written && literalValue(written)
      if (site.dialect !== 'tfjs' || !DROPOUTS.has(site.kind.kind) || typeof rate !== 'number') continue
      if (rate >= 0 && rate < 1) continue
      const message = `drops nothing: ${rate} is no share between 0 and 1, and TensorFlow.js then leaves dropout out`
      yield { span: spanOf(written!), message, fixes: rewrite(site, rate) }
    }
  },
})

const DROPOUTS: ReadonlySet<string> = new Set(['dropout', 'spatialDropout1d', 'gaussianDropout', 'alphaDropout'])

/** A rate in percent as a share; half otherwise. */
function rewrite(site: LayerSite, rate: number): Fix[] {
  const share = rate > 1 && rate <= 70 ? rate / 100 : 0.5
  const edit = setOption(site, 'rate', String(share))
  return edit ? [{ title: `Use rate ${share}${inLayers(site)}`, edits: [edit] }] : []
}
