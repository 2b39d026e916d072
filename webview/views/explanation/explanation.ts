import { html, type TemplateResult } from 'lit'
import type { Cost } from '../../../engine/requests'
import { dropdown, slider } from '../../controls'
import { formatPercent, formatSizes } from '../../format'
import { paint } from '../../paint'
import {
  explainableLayers,
  explainedClass,
  explanationCost,
  lastSpatialLayer,
  offered,
  rankedForChoice,
} from '../../selectors'
import type { PanelImage, State } from '../../store'
import type { Actions } from '../actions'
import { untrainedBadge } from '../untrainedBadge'
import { drawOverlay } from './drawOverlay'

/** Stands for "as it comes": the class predicted, the last spatial layer. */
const AUTOMATIC = 'auto'

/** An explanation over the image: which places of it speak for a class, by the method chosen. */
export function explanationView(state: State, actions: Actions): TemplateResult {
  return html`
    <section class="card" aria-labelledby="explanation-title">
      <h2 id="explanation-title">${offered(state)?.title ?? 'Explanation'} ${untrainedBadge(state)}</h2>
      <div class="controls">
        ${methodDropdown(state, actions)} ${classDropdown(state, actions)}
        ${offered(state)?.needs === 'none' ? '' : layerDropdown(state, actions)}
      </div>
      ${unexplainable(state) ? nowhere() : picture(state)} ${cost(state)}
      ${slider({
        ...{ id: 'opacity', label: 'Opacity', value: state.opacity },
        change: opacity => actions.dispatch({ type: 'opacityChanged', opacity }),
      })}
    </section>
  `
}

function unexplainable(state: State): boolean {
  return offered(state)?.needs === 'layer' && lastSpatialLayer(state) === undefined
}

function nowhere(): TemplateResult {
  return html`<p class="hint">
    No layer with several places lies before this network's output, so this method has nowhere to look for the evidence.
  </p>`
}

function methodDropdown({ loaded, method }: State, { chooseMethod }: Actions): TemplateResult {
  const choices = (loaded?.explanations ?? []).map(({ name, title }) => ({ value: name, label: title }))
  return dropdown({ id: 'method', label: 'Method', value: method, choices, choose: chooseMethod })
}

/** What the method answers and takes, before anyone waits for it. */
function cost(state: State): TemplateResult | string {
  const method = offered(state)
  const passes = explanationCost(state)
  if (method === undefined || passes === undefined) return ''
  return html`<p class="hint" data-testid="explanation-cost">${method.answers} Cost: ${formatCost(passes)}.</p>`
}

function formatCost({ forwardPasses, backwardPasses }: Cost): string {
  const parts = [
    [forwardPasses, 'forward'],
    [backwardPasses, 'backward'],
  ] as const
  const told = parts.filter(([count]) => count > 0).map(([count, name]) => `${count} ${name}`)
  return told.length === 0
    ? 'no pass'
    : `${told.join(' and ')} ${forwardPasses + backwardPasses > 1 ? 'passes' : 'pass'}`
}

function classDropdown(state: State, { chooseClass }: Actions): TemplateResult {
  const { prediction } = state
  const automatic = explainedClass({ ...state, class: undefined })
  const choices =
    prediction === undefined || automatic === undefined
      ? []
      : [
          { value: AUTOMATIC, label: `Predicted: ${prediction.labels[automatic]}` },
          ...rankedForChoice(prediction).map(({ class: index, label, score }) => ({
            ...{ value: String(index), label: `${label} · ${formatPercent(score)}` },
          })),
        ]
  const choose = (value: string) => chooseClass(value === AUTOMATIC ? undefined : Number(value))
  const value = state.class === undefined ? AUTOMATIC : String(state.class)
  return dropdown({ id: 'class', label: 'Class', value, choices, choose })
}

function layerDropdown(state: State, { chooseExplanationLayer }: Actions): TemplateResult {
  const layers = explainableLayers(state).map(({ name, shape }) => ({
    value: name,
    label: `${name} · ${formatSizes(shape)}`,
  }))
  const last = lastSpatialLayer(state)
  const choices = last === undefined ? layers : [{ value: AUTOMATIC, label: `Last spatial: ${last}` }, ...layers]
  const choose = (value: string) => chooseExplanationLayer(value === AUTOMATIC ? undefined : value)
  return dropdown({
    id: 'explanation-layer',
    label: 'At layer',
    value: state.explanationLayer ?? AUTOMATIC,
    choices,
    choose,
  })
}

function picture(state: State): TemplateResult {
  const { explanation, images, image: id, opacity } = state
  const image = images.find(candidate => candidate.id === id)
  if (explanation === undefined || image === undefined)
    return html`<p class="hint">The map appears here once an image has run through the network.</p>`
  const { label, layer, method } = explanation
  const title = state.loaded?.explanations.find(({ name }) => name === method)?.title ?? method
  const { picture, heat } = explanation
  // A picture is looked at by itself, a map over the image.
  const draw = (canvas: HTMLCanvasElement) =>
    picture === undefined
      ? drawOverlay(canvas, image.pixels, heat, opacity)
      : drawOverlay(canvas, picture, undefined, 0)
  return html`
    <canvas
      id="explanation"
      class="picture"
      data-testid="explanation"
      data-method=${method}
      data-label=${label}
      data-layer=${layer ?? ''}
      role="img"
      aria-label=${`${title} of ${label}${layer === undefined ? '' : ` at ${layer}`} over ${image.name}`}
      ${paint(draw, image, explanation, opacity)}
    ></canvas>
    <p class="caption">${caption(state, image)}</p>
    ${facts(explanation.facts)}
  `
}

function caption(state: State, image: PanelImage): string {
  const { label, layer, score, empty, signed, picture } = state.explanation!
  const sees = layer ?? 'the network'
  if (empty) return `Nothing that ${sees} sees in ${image.name} speaks for ${label}.`
  if (picture !== undefined) return `A picture of ${layer === undefined ? label : `${label} at ${layer}`}.`
  const chosen = layer === lastSpatialLayer(state) ? ', the last spatial layer' : ''
  const how = layer === undefined ? '' : `, as ${layer}${chosen} sees them`
  const what = signed ? `Red places speak for ${label}, blue ones against it` : `Bright places speak for ${label}`
  return `${what} (${formatPercent(score)})${how}.`
}

function facts(measures: Readonly<Record<string, number>>): TemplateResult[] {
  return Object.entries(measures).map(
    ([name, value]) => html`<p class="hint">${name}: ${Number(value.toPrecision(3))}</p>`,
  )
}
