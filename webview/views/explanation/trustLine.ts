import { html, type TemplateResult } from 'lit'
import type { Trust } from '../../../engine/requests'
import { button } from '../../controls'
import { formatNumber, formatPercent } from '../../format'
import { trustCost } from '../../selectors'
import type { State } from '../../store'
import { strings } from '../../strings/strings'
import type { Actions } from '../actions'

/** How far the map is to be believed: what measuring it takes, and what was measured. */
export function trustLine(state: State, { measureTrust }: Actions): TemplateResult | string {
  const { explanation, trust } = state
  const cost = trustCost(state)
  // A picture of what a network would like to see names no pixels of the image.
  if (explanation === undefined || explanation.picture !== undefined || cost === undefined) return ''
  const text = strings.trust
  if (trust !== undefined && trust !== 'wanted')
    return html`<ul class="hint" id="trust" aria-label=${text.label}>${measures(trust).map(line => html`<li>${line}</li>`)}</ul>`
  const passes = strings.explanation.passes(cost.forwardPasses, cost.backwardPasses)
  return html`
    ${button(trust === 'wanted' ? text.measuring : text.measure, measureTrust, { id: 'measure-trust' })}
    <p class="hint" data-testid="trust-cost">${text.cost(passes)}</p>
  `
}

/** One sentence a measure. */
function measures({ deletion, insertion, road, randomization, inside }: Trust): string[] {
  const text = strings.trust
  const last = randomization.at(-1)
  return [
    text.deletion(formatNumber(deletion.area), formatNumber(deletion.scores[0])),
    text.insertion(formatNumber(insertion.area), formatNumber(insertion.scores.at(-1)!)),
    text.road(formatNumber(road.score)),
    ...(last === undefined ? [] : [text.randomization(formatNumber(last.correlation))]),
    ...(inside === undefined ? [] : [text.inside(formatPercent(inside.inside), formatPercent(inside.chance))]),
  ]
}
