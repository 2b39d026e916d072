import { html, nothing, type TemplateResult } from 'lit'
import { untrainedReason } from '../selectors'
import type { State } from '../state'
import { strings } from '../strings/strings'

/** Stands at every picture made with random weights, which look like findings and are none. */
export function untrainedBadge(state: State): TemplateResult | typeof nothing {
  const reason = untrainedReason(state)
  return reason === undefined ? nothing : html`<span class="badge" title=${reason}>${strings.untrained}</span>`
}
