import { render } from 'lit'
import { TABS } from '../protocol'
import { untrainedReason } from '../selectors'
import type { State } from '../state'
import { strings } from '../strings/strings'
import type { Actions } from '../views/actions'
import { VIEWS } from '../views/panel'
import { collectSection } from './collectSection'
import type { Report, ReportSection } from './report'

/** All that the views show, those behind the other tabs too. They are drawn for this once more, out of sight. */
export async function collectReport(state: State, actions: Actions): Promise<Report> {
  const stage = document.createElement('div')
  stage.className = 'stage'
  stage.inert = true
  document.body.append(stage)
  try {
    for (const tab of TABS) {
      const view = document.createElement('div')
      stage.append(view)
      render(VIEWS[tab](state, actions), view)
    }
    // Elements that fit their pictures to the room there is learn of it with the next frames.
    for (let frame = 0; frame < 3; frame++) await new Promise(resolve => requestAnimationFrame(resolve))
    const sections: ReportSection[] = []
    for (const card of stage.querySelectorAll('section.card')) {
      const section = await collectSection(card)
      if (section.parts.length > 0) sections.push(section)
    }
    const date = new Date().toISOString().slice(0, 10)
    const lines = [state.model?.file, untrainedReason(state), strings.report.made(date)]
    return { title: state.model?.graph.name ?? '', lines: lines.filter(line => line !== undefined), sections }
  } finally {
    stage.remove()
  }
}
