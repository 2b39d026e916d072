import { html, type TemplateResult } from 'lit'
import { button } from '../../controls'
import type { BackendName, BackendReport, BackendSetup } from '../../protocol'
import { strings } from '../../strings/strings'
import { BACKEND_COLUMNS, backendRow, backendsMarkdown, chosenBackend, type Reports } from './backendRows'

/** The table of all backends: what was found of each, on what it computes, how fast, or why not. */
export function backendsView(
  reports: Reports,
  setting: BackendSetup['backend'],
  copyText: (text: string) => void,
): TemplateResult {
  const text = strings.backends
  const done = [...reports.values()].every(report => report !== undefined)
  const chosen = done ? chosenBackend(reports, setting) : undefined
  return html`
    <main>
      <section class="card" aria-labelledby="backends-title">
        <h1 id="backends-title">${text.title}</h1>
        <table id="backends" aria-busy=${done ? 'false' : 'true'} aria-describedby="backends-hint">
          <caption class="hidden">${text.caption}</caption>
          <thead>
            <tr>${BACKEND_COLUMNS.map(column => html`<th scope="col">${text[column]}</th>`)}</tr>
          </thead>
          <tbody>${[...reports].map(([name, report]) => row(name, report))}</tbody>
        </table>
        <p role="status">
          ${text.setting(setting)} ${done ? (chosen === undefined ? text.none : text.uses(chosen)) : text.trying}
        </p>
        ${button(text.copy, () => copyText(backendsMarkdown(reports)), { id: 'copy-backends' })}
        <p class="hint" id="backends-hint">${text.hint}</p>
      </section>
    </main>
  `
}

function row(name: BackendName, report: BackendReport | undefined): TemplateResult {
  const runs = report === undefined ? '' : String(report.reason === undefined)
  return html`
    <tr data-backend=${name} data-runs=${runs}>
      ${backendRow(name, report).map((cell, index) =>
        index === 0 ? html`<th scope="row">${cell}</th>` : html`<td data-column=${BACKEND_COLUMNS[index]}>${cell}</td>`,
      )}
    </tr>
  `
}
