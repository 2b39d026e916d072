import { html, nothing, type TemplateResult } from 'lit'
import type { BackendName, WeightReport } from '../../../engine/requests'
import { button } from '../../controls'
import { formatCount } from '../../format'
import { untrainedReason } from '../../selectors'
import type { State } from '../../state'
import { strings } from '../../strings/strings'
import type { Actions } from '../actions'

const BACKEND_NAMES: Readonly<Record<BackendName, string>> = {
  ...strings.header.backends,
  ...{ webgpu: 'WebGPU', webgl: 'WebGL', wasm: 'WebAssembly' },
}

/** Which model is shown, with which weights, and what it runs on. */
export function headerView(state: State, { exportReport }: Actions): TemplateResult {
  const { model } = state
  const untrained = untrainedReason(state)
  return html`
    <header>
      <div class="title">
        <h1>${model?.graph.name ?? 'Convolens'}</h1>
        ${untrained === undefined ? nothing : html`<span class="badge" id="untrained" title=${untrained}>${strings.untrained}</span>`}
        <span class="file">${model?.file ?? ''}</span>
      </div>
      <div class="tools">
        ${backend(state)}
        ${state.prediction === undefined ? nothing : button(strings.report.export, exportReport, { id: 'export-report' })}
      </div>
    </header>
    ${untrained === undefined ? nothing : notice(state, untrained)}
  `
}

function backend({ started, fallen }: State): TemplateResult {
  if (started === undefined) return html`<p id="backend" data-testid="backend">${strings.header.notRunning}</p>`
  const { backend: name, adapter, tried } = started
  const better = [
    ...fallen.map(({ name, reason }) => ({ name, reason: strings.header.brokeDown(strings.told(reason)) })),
    ...tried,
  ]
  const line = strings.header.runsOn(`${BACKEND_NAMES[name]}${adapter === undefined ? '' : ` (${adapter})`}`)
  if (better.length === 0) return html`<p id="backend" data-testid="backend" data-backend=${name}>${line}</p>`
  return html`
    <details id="backend" data-testid="backend" data-backend=${name}>
      <summary>${line}</summary>
      <p>${strings.header.slower}</p>
      <ul>
        ${better.map(({ name, reason }) => html`<li><b>${BACKEND_NAMES[name]}</b> ${strings.told(reason)}</li>`)}
      </ul>
    </details>
  `
}

/** Random weights make pictures that look like findings, so what was loaded is always said. */
function notice({ model, loaded }: State, reason: string): TemplateResult {
  const report = loaded?.report
  return html`
    <aside class="notice" id="weights">
      <p><b>${strings.header.untrained}</b> ${reason}</p>
      ${
        model?.weights.failure === undefined
          ? nothing
          : html`<p>${strings.failure(model.weights.failure.message, model.weights.failure.action)}</p>`
      }
      ${
        report === undefined
          ? nothing
          : html`<details>
              <summary>${counts(report)}</summary>
              ${names(strings.header.missing, report.missing)} ${names(strings.header.unused, report.unused)}
              ${names(strings.header.notes, report.notes)}
            </details>`
      }
    </aside>
  `
}

function counts({ matched, missing, unused }: WeightReport): string {
  return strings.header.report(formatCount(matched.length), formatCount(missing.length), formatCount(unused.length))
}

function names(title: string, list: readonly string[]): TemplateResult | typeof nothing {
  if (list.length === 0) return nothing
  return html`<p>${title}:</p><ul>${list.map(name => html`<li><code>${name}</code></li>`)}</ul>`
}
