import { html, nothing, type TemplateResult } from 'lit'
import { button, progressRing } from '../../controls'
import { formatCount, formatTime } from '../../format'
import type { Progress, State, StateEvent } from '../../state'
import { strings } from '../../strings/strings'
import type { Actions } from '../actions'

/** What goes on, what went wrong and what helps. Read aloud when it changes. */
export function statusView(shown: State, actions: Actions): TemplateResult {
  const { running } = shown.compared
  // The methods that are compared run beside what the other views show.
  const state = shown.busy === undefined && running ? { ...shown, busy: running.title, steps: running.steps } : shown
  return html`
    <div class="status">
      <div class="working">
        <div id="status" data-testid="status" role="status" aria-live="polite" data-busy=${state.busy === undefined ? 'false' : 'true'}>
          ${busy(state)} ${outdated(state)} ${failure(state, actions)} ${imageFailures(state, actions)}
        </div>
        ${progress(state, actions)}
      </div>
    </div>
  `
}

function busy({ busy: message, steps }: State): TemplateResult | typeof nothing {
  if (message === undefined) return nothing
  return html`<div class="busy">${steps === undefined ? progressRing() : nothing}<span>${strings.told(message)}…</span></div>`
}

/** Outside of what is read aloud when it changes, since it changes all the time. */
function progress({ busy: message, steps }: State, { cancel }: Actions): TemplateResult | typeof nothing {
  if (message === undefined) return nothing
  return html`${steps === undefined ? nothing : bar(message, steps)} ${button(strings.status.cancel, cancel, { id: 'cancel' })}`
}

function bar(message: string, { done, all, remaining }: Progress): TemplateResult {
  const parts = [strings.status.steps(formatCount(done), formatCount(all))]
  if (remaining !== undefined) parts.push(strings.status.remaining(formatTime(remaining)))
  const text = parts.join(strings.activations.comma)
  return html`
    <div
      id="progress"
      class="progress"
      role="progressbar"
      aria-label=${strings.told(message)}
      aria-valuemin="0"
      aria-valuemax=${all}
      aria-valuenow=${done}
      aria-valuetext=${text}
    >
      <svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
        <rect width=${(100 * Math.min(done, all)) / Math.max(1, all)} height="1"></rect>
      </svg>
      <span>${text}</span>
    </div>
  `
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
      <p>${strings.told(message)} ${strings.told(action)}</p>
      ${restart ? button(strings.status.restart, actions.restart, { id: 'restart', primary: true }) : button(strings.status.retry, actions.retry, { id: 'retry' })}
    </div>
  `
}

function imageFailures({ imageFailures: failures }: State, { dispatch }: Actions): TemplateResult | typeof nothing {
  if (failures.length === 0) return nothing
  const dismissed: StateEvent = { type: 'dismissed' }
  return html`
    <div class="notice error" id="image-error">
      ${failures.map(({ message, action }) => html`<p>${strings.failure(message, action)}</p>`)}
      ${button(strings.status.dismiss, () => dispatch(dismissed), { id: 'dismiss' })}
    </div>
  `
}
