import { html, nothing, type TemplateResult } from 'lit'
import type { BackendName } from '../../../engine/requests'
import { untrainedReason } from '../../selectors'
import type { State } from '../../store'

const BACKEND_NAMES: Readonly<Record<BackendName, string>> = {
  'tfjs-node-gpu': 'TensorFlow for Node (GPU)',
  'tfjs-node': 'TensorFlow for Node',
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  wasm: 'WebAssembly',
  cpu: 'JavaScript',
}

/** Which model is shown, with which weights, and what it runs on. */
export function headerView(state: State): TemplateResult {
  const { model } = state
  const untrained = untrainedReason(state)
  return html`
    <header>
      <div class="title">
        <h1>${model?.graph.name ?? 'Convolens'}</h1>
        ${untrained === undefined ? nothing : html`<span class="badge" id="untrained" title=${untrained}>untrained weights</span>`}
        <span class="file">${model?.file ?? ''}</span>
      </div>
      ${backend(state)}
    </header>
    ${untrained === undefined ? nothing : notice(state, untrained)}
  `
}

function backend({ started, fallen }: State): TemplateResult {
  if (started === undefined) return html`<p id="backend" data-testid="backend">Engine not running</p>`
  const { backend: name, adapter, tried } = started
  const better = [...fallen.map(({ name, reason }) => ({ name, reason: `broke down: ${reason}` })), ...tried]
  const line = `Runs on ${BACKEND_NAMES[name]}${adapter === undefined ? '' : ` (${adapter})`}`
  if (better.length === 0) return html`<p id="backend" data-testid="backend" data-backend=${name}>${line}</p>`
  return html`
    <details id="backend" data-testid="backend" data-backend=${name}>
      <summary>${line}</summary>
      <p>What would be faster does not run:</p>
      <ul>
        ${better.map(({ name, reason }) => html`<li><b>${BACKEND_NAMES[name]}</b> ${reason}</li>`)}
      </ul>
    </details>
  `
}

/** Random weights make pictures that look like findings, so what was loaded is always said. */
function notice({ model, loaded }: State, reason: string): TemplateResult {
  const report = loaded?.report
  return html`
    <aside class="notice" id="weights">
      <p><b>Untrained weights.</b> ${reason}</p>
      ${
        model?.weights.failure === undefined
          ? nothing
          : html`<p>${model.weights.failure.message}. ${model.weights.failure.action}</p>`
      }
      ${
        report === undefined
          ? nothing
          : html`<details>
              <summary>${report.matched.length} weights found, ${report.missing.length} missing, ${report.unused.length} unused</summary>
              ${names('Missing in the file', report.missing)} ${names('In the file, but not in the network', report.unused)}
              ${names('To know', report.notes)}
            </details>`
      }
    </aside>
  `
}

function names(title: string, list: readonly string[]): TemplateResult | typeof nothing {
  if (list.length === 0) return nothing
  return html`<p>${title}:</p><ul>${list.map(name => html`<li><code>${name}</code></li>`)}</ul>`
}
