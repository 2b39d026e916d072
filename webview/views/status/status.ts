import { html, nothing, type TemplateResult } from 'lit'
import { button, progressRing } from '../../controls'
import type { State, StateEvent } from '../../store'
import { strings } from '../../strings/strings'
import type { Actions } from '../actions'

/** What goes on, what went wrong and what helps. Read aloud when it changes. */
export function statusView(state: State, actions: Actions): TemplateResult {
  return html`
    <div id="status" data-testid="status" role="status" aria-live="polite" data-busy=${state.busy === undefined ? 'false' : 'true'}>
      ${busy(state, actions)} ${outdated(state)} ${failure(state, actions)} ${imageFailures(state, actions)}
    </div>
  `
}

function busy({ busy: message }: State, { cancel }: Actions): TemplateResult | typeof nothing {
  if (message === undefined) return nothing
  return html`<div class="busy">${progressRing()}<span>${message}…</span>${button(strings.status.cancel, cancel, { id: 'cancel' })}</div>`
}

function outdated({ outdated: reason, loaded }: State): TemplateResult | typeof nothing {
  if (reason === undefined) return nothing
  return html`<div class="notice" id="outdated"><p><b>${loaded === undefined ? strings.status.nothing : strings.status.outdated}</b> ${reason}</p></div>`
}

function failure({ failure: problem }: State, actions: Actions): TemplateResult | typeof nothing {
  if (problem === undefined) return nothing
  const { message, action, restart } = problem
  return html`
    <div class="notice error" id="error">
      <p>${message} ${action}</p>
      ${restart ? button(strings.status.restart, actions.restart, { id: 'restart', primary: true }) : button(strings.status.retry, actions.retry, { id: 'retry' })}
    </div>
  `
}

function imageFailures({ imageFailures: failures }: State, { dispatch }: Actions): TemplateResult | typeof nothing {
  if (failures.length === 0) return nothing
  const dismissed: StateEvent = { type: 'dismissed' }
  return html`
    <div class="notice error" id="image-error">
      ${failures.map(({ message, action }) => html`<p>${message}. ${action}</p>`)}
      ${button(strings.status.dismiss, () => dispatch(dismissed), { id: 'dismiss' })}
    </div>
  `
}
