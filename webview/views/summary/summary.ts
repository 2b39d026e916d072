import { html, nothing, svg, type TemplateResult } from 'lit'
import type { Description, LayerDescription } from '../../../engine/requests'
import { button } from '../../controls'
import { formatCount } from '../../format'
import { type State, SUMMARY_COLUMNS, type SummaryColumn } from '../../state'
import { strings } from '../../strings/strings'
import type { Actions } from '../actions'
import { awaited } from '../awaited'
import {
  nextSorting,
  QUANTITY_COLUMNS,
  type QuantityColumn,
  share,
  sortLayers,
  toCsv,
  toMarkdown,
} from './summaryTable'

/** What every layer gives, holds and costs, as a table to sort and to copy. */
export function summaryView(state: State, actions: Actions): TemplateResult {
  return html`
    <section class="card" aria-labelledby="summary-title">
      <h2 id="summary-title">${strings.summary.title}</h2>
      ${awaited(state.answers.describe, description => table(state, description, actions))}
    </section>
  `
}

function table(state: State, description: Description, actions: Actions): TemplateResult {
  const layers = sortLayers(description.layers, state.summary)
  const focusable = layers.some(({ name }) => name === state.layer) ? state.layer : layers[0]?.name
  const { copyText } = actions
  return html`
    <div class="controls">
      ${button(strings.summary.copyMarkdown, () => copyText(toMarkdown(layers, totals(description), strings.summary)), { id: 'copy-markdown' })}
      ${button(strings.summary.copyCsv, () => copyText(toCsv(layers)), { id: 'copy-csv' })}
    </div>
    <div class="scroll" role="region" tabindex="0" aria-labelledby="summary-title">
      <table id="summary" aria-describedby="summary-hint" @keydown=${(event: KeyboardEvent) => move(event, layers, focusable, actions)}>
        <caption class="hidden">${strings.summary.caption}</caption>
        <thead>
          <tr>${SUMMARY_COLUMNS.map(column => heading(state, column, actions))}</tr>
        </thead>
        <tbody>
          ${layers.map(layer => row(layer, description, layer.name === state.layer, layer.name === focusable, actions))}
        </tbody>
        <tfoot>
          <tr>${totalsRow(description)}</tr>
        </tfoot>
      </table>
    </div>
    <p class="hint" id="summary-hint">${strings.summary.hint} ${strings.summary.units}</p>
  `
}

function heading({ summary }: State, column: SummaryColumn, { dispatch }: Actions): TemplateResult {
  const { sorted } = summary
  const direction = sorted?.by !== column ? 'none' : sorted.descending ? 'descending' : 'ascending'
  const sort = () => dispatch({ type: 'summaryChanged', summary: nextSorting(summary, column) })
  const arrow = { none: '', descending: '▼', ascending: '▲' }[direction]
  return html`
    <th scope="col" data-column=${column} aria-sort=${direction}>
      <button class="sort" @click=${sort}>${strings.summary[column]}<span class="arrow" aria-hidden="true">${arrow}</span></button>
    </th>
  `
}

function row(
  layer: LayerDescription,
  description: Description,
  selected: boolean,
  focusable: boolean,
  { selectLayer }: Actions,
): TemplateResult {
  const { name, kind, shape } = layer
  return html`
    <tr data-layer=${name} class=${selected ? 'selected' : ''} @click=${() => selectLayer(name)}>
      <th scope="row">
        <button class="row" aria-current=${selected ? 'true' : 'false'} tabindex=${focusable ? 0 : -1}>${name}</button>
      </th>
      <td>${kind}</td>
      <td>${shape}</td>
      ${QUANTITY_COLUMNS.map(column => quantityCell(layer, description, column))}
    </tr>
  `
}

function quantityCell(layer: LayerDescription, description: Description, column: QuantityColumn): TemplateResult {
  const { text, reason } = layer[column]
  const part = share(description, column, layer[column])
  return html`
    <td class="quantity" data-column=${column} title=${reason ?? nothing}>
      ${column === 'parameters' && layer.fixedParameters.value !== 0 ? html`<span title=${strings.summary.fixed(layer.fixedParameters.text)}>${text}</span>` : text}
      ${part === undefined ? nothing : bar(part)}
    </td>
  `
}

/** The policy forbids style attributes, so the length is one of a drawing. */
function bar(part: number): TemplateResult {
  return html`<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
    ${svg`<rect width=${(100 * part).toFixed(2)} height="4"></rect>`}
  </svg>`
}

function totals({ layers, parameters, fixedParameters, macs, peakMemory }: Description): Record<SummaryColumn, string> {
  const fixed = fixedParameters.value === 0 ? '' : ` ${strings.summary.fixed(fixedParameters.text)}`
  return {
    ...{ layer: strings.summary.total, kind: strings.summary.layers(formatCount(layers.length)), shape: '' },
    ...{ parameters: `${parameters.text}${fixed}`, macs: macs.text, memory: strings.summary.peak(peakMemory.text) },
    field: '',
  }
}

function totalsRow(description: Description): TemplateResult[] {
  const texts = totals(description)
  return SUMMARY_COLUMNS.map(column =>
    column === 'layer'
      ? html`<th scope="row">${texts.layer}</th>`
      : html`<td class=${(QUANTITY_COLUMNS as readonly string[]).includes(column) ? 'quantity' : ''} data-column=${column}>${texts[column]}</td>`,
  )
}

/** Arrow keys move from layer to layer as the rows stand, and select as they go. */
function move(
  event: KeyboardEvent,
  layers: readonly LayerDescription[],
  current: string | undefined,
  { selectLayer }: Actions,
): void {
  const at = layers.findIndex(({ name }) => name === current)
  const places: Record<string, number> = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: layers.length - 1 }
  const next = Object.hasOwn(places, event.key) ? layers[places[event.key]] : undefined
  if (next === undefined || !(event.target as HTMLElement).matches('button.row')) return
  event.preventDefault()
  selectLayer(next.name)
  const body = event.currentTarget as HTMLElement
  body.querySelector<HTMLElement>(`tr[data-layer="${CSS.escape(next.name)}"] button`)?.focus()
}
