import { html, nothing, type TemplateResult } from 'lit'
import type { OutputValues, ValuesReading } from '../../../engine/requests'
import { formatNumber, formatSizes } from '../../format'
import { paint } from '../../paint'
import { strings } from '../../strings/strings'
import type { Actions } from '../actions'
import { drawOverlay } from '../explanation/drawOverlay'
import { exportPng } from '../exportPng'

/** Every output of the network as it is: shape and statistics, and a picture of those that look like one. */
export function valuesView({ reason, outputs }: ValuesReading, actions: Actions): TemplateResult {
  return html`
    <div class="values" id="values">
      ${reason === undefined ? nothing : html`<p class="notice" id="reading-reason">${strings.prediction.asValues(reason)}</p>`}
      <table>
        <caption class="label">${strings.prediction.outputs}</caption>
        <thead>
          <tr>
            ${Object.values(strings.prediction.columns).map(title => html`<th scope="col">${title}</th>`)}
          </tr>
        </thead>
        <tbody>${outputs.map(row)}</tbody>
      </table>
      ${outputs.map((output, index) => picture(output, `output-${index}`, actions))}
    </div>
  `
}

function row({ layer, shape, min, mean, max, standardDeviation }: OutputValues): TemplateResult {
  return html`
    <tr>
      <th scope="row">${layer}</th>
      <td>${formatSizes(shape)}</td>
      ${[min, mean, max, standardDeviation].map(value => html`<td>${formatNumber(value)}</td>`)}
    </tr>
  `
}

function picture({ layer, picture }: OutputValues, id: string, actions: Actions): TemplateResult | typeof nothing {
  if (picture === undefined) return nothing
  const { image, low, high } = picture
  return html`
    <canvas
      id=${id}
      class="picture"
      role="img"
      aria-label=${strings.prediction.output(layer)}
      ${paint(canvas => drawOverlay(canvas, image, undefined, 0), image)}
    ></canvas>
    <p class="caption">${strings.prediction.outputRange(layer, formatNumber(low), formatNumber(high))}</p>
    <p class="more">${exportPng(id, layer, actions)}</p>
  `
}
