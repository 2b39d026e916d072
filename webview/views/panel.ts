import { html, type TemplateResult } from 'lit'
import type { State } from '../store'
import type { Actions } from './actions'
import { activationsView } from './activations/activations'
import { explanationView } from './explanation/explanation'
import { headerView } from './header/header'
import { imagesView } from './images/images'
import { predictionView } from './prediction/prediction'
import { statusView } from './status/status'

/** The whole panel. */
export function panelView(state: State, actions: Actions): TemplateResult {
  return html`
    ${headerView(state)} ${imagesView(state, actions)} ${statusView(state, actions)}
    <main class=${state.outdated === undefined ? '' : 'outdated'}>
      <div class="pair">${predictionView(state, actions)} ${explanationView(state, actions)}</div>
      ${activationsView(state, actions)}
    </main>
  `
}
