import { html, type TemplateResult } from 'lit'
import type { State } from '../state'
import type { Actions } from './actions'
import { activationsView } from './activations/activations'
import { architectureView } from './architecture/architecture'
import { artefactView } from './artefact/artefact'
import { compareView } from './compare/compare'
import { explanationView } from './explanation/explanation'
import { fieldView } from './field/field'
import { filtersView } from './filters/filters'
import { headerView } from './header/header'
import { imagesView } from './images/images'
import { predictionView } from './prediction/prediction'
import { statusView } from './status/status'
import { summaryView } from './summary/summary'
import { tabsView } from './tabs/tabs'

/** The whole panel: the view of the tab chosen, below what holds for all of them. */
export function panelView(state: State, actions: Actions): TemplateResult {
  const { tab, outdated } = state
  return html`
    ${headerView(state, actions)} ${tabsView(state, actions)} ${statusView(state, actions)}
    <main class=${outdated === undefined ? '' : 'outdated'}>
      <div id="view" class="view" role="tabpanel" aria-labelledby="tab-${tab}" data-tab=${tab}>${VIEWS[tab](state, actions)}</div>
    </main>
  `
}

/** The views by their tab. */
export const VIEWS: Readonly<Record<State['tab'], (state: State, actions: Actions) => TemplateResult>> = {
  look: lookView,
  compare: compareView,
  filters: filtersView,
  architecture: architectureView,
  summary: summaryView,
}

/** Images, and what the network makes of the one chosen. */
function lookView(state: State, actions: Actions): TemplateResult {
  return html`
    ${artefactView(state, actions)} ${imagesView(state, actions)}
    <div class="pair">${predictionView(state, actions)} ${explanationView(state, actions)}</div>
    ${activationsView(state, actions)} ${fieldView(state, actions)}
  `
}
