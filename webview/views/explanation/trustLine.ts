import { html, type TemplateResult } from 'lit'
import { button } from '../../controls'
import { trustCost } from '../../selectors'
import type { State } from '../../state'
import { strings } from '../../strings/strings'
import type { Actions } from '../actions'
import { trustMeasures } from './trustMeasures'

/** How far the map is to be believed: what measuring it takes, and what was measured. */
export function trustLine(state: State, { measureTrust }: Actions): TemplateResult | string {
  const { explanation, trust } = state
  const cost = trustCost(state)
  // A picture of what a network would like to see names no pixels of the image.
  if (explanation === undefined || explanation.picture !== undefined || cost === undefined) return ''
  const text = strings.trust
  if (trust !== undefined && trust !== 'wanted')
    return html`<ul class="hint" id="trust" aria-label=${text.label}>${trustMeasures(trust).map(line => html`<li>${line}</li>`)}</ul>`
  const passes = strings.explanation.passes(cost.forwardPasses, cost.backwardPasses)
  return html`
    ${button(trust === 'wanted' ? text.measuring : text.measure, measureTrust, { id: 'measure-trust' })}
    <p class="hint" data-testid="trust-cost">${text.cost(passes)}</p>
  `
}
