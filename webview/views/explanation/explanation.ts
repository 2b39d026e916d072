import { html, nothing, type TemplateResult } from 'lit'
import type { OfferedExplanation } from '../../../engine/requests'
import { button, dropdown, slider } from '../../controls'
import { formatNumber, formatPercent } from '../../format'
import { paint } from '../../paint'
import { chosenImage, explanationCost, lastSpatialLayer, offered, waitsForRun } from '../../selectors'
import type { PanelImage, State } from '../../state'
import { strings } from '../../strings/strings'
import type { Actions } from '../actions'
import { untrainedBadge } from '../untrainedBadge'
import { costTold } from './costTold'
import { drawOverlay } from './drawOverlay'
import { inputDropdown } from './inputDropdown'
import { layerDropdown } from './layerDropdown'
import { targetDropdown } from './targetDropdown'
import { trustLine } from './trustLine'

/** An explanation over the image: which places of it speak for a class, by the method chosen. */
export function explanationView(state: State, actions: Actions): TemplateResult {
  return html`
    <section class="card" aria-labelledby="explanation-title">
      <h2 id="explanation-title">${titleOf(offered(state))} ${untrainedBadge(state)}</h2>
      <div class="controls">
        ${methodDropdown(state, actions)} ${targetDropdown(state, actions)}
        ${offered(state)?.needs === 'none' ? '' : layerDropdown(state, actions)} ${inputDropdown(state, actions)}
      </div>
      ${unexplainable(state) ? nowhere() : picture(state)} ${cost(state)} ${runButton(state, actions)}
      ${trustLine(state, actions)}
      ${slider({
        ...{ id: 'opacity', label: strings.explanation.opacity, value: state.opacity },
        change: opacity => actions.dispatch({ type: 'opacityChanged', opacity }),
      })}
    </section>
  `
}

function unexplainable(state: State): boolean {
  return offered(state)?.needs === 'layer' && lastSpatialLayer(state) === undefined
}

function nowhere(): TemplateResult {
  return html`<p class="hint">${strings.explanation.nowhere}</p>`
}

function methodDropdown({ loaded, method }: State, { chooseMethod }: Actions): TemplateResult {
  const choices = (loaded?.explanations ?? []).map(one => ({ value: one.name, label: titleOf(one) }))
  return dropdown({ id: 'method', label: strings.explanation.method, value: method, choices, choose: chooseMethod })
}

/** What the method answers and takes, before anyone waits for it. */
function cost(state: State): TemplateResult | string {
  const method = offered(state)
  const passes = explanationCost(state)
  if (method === undefined || passes === undefined) return ''
  const answers = strings.explanation.methodAnswers(method.name, method.answers)
  const told = costTold(state, passes)
  return html`<p class="hint" data-testid="explanation-cost">${answers} ${told}</p>`
}

/** A method of many passes is made when the user says so, and again for another image, class or layer. */
function runButton(state: State, { runExplanation }: Actions): TemplateResult | typeof nothing {
  if (state.explanation !== undefined || state.prediction === undefined || !waitsForRun(state)) return nothing
  return button(strings.explanation.run, runExplanation, { id: 'run', primary: true })
}

function picture(state: State): TemplateResult {
  const { explanation, opacity } = state
  const image = chosenImage(state, explanation?.input)
  if (explanation === undefined || image === undefined) {
    const text =
      state.prediction !== undefined && waitsForRun(state) ? strings.explanation.toRun : strings.explanation.waiting
    return html`<p class="hint">${text}</p>`
  }
  const { label, layer, method } = explanation
  const title = titleOf(state.loaded?.explanations.find(({ name }) => name === method))
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
      data-input=${explanation.input}
      role="img"
      aria-label=${layer === undefined ? strings.explanation.over(title, label, image.name) : strings.explanation.overAt(title, label, layer, image.name)}
      ${paint(draw, image, explanation, opacity)}
    ></canvas>
    <p class="caption">${caption(state, image)}</p>
    ${facts(explanation.facts)}
  `
}

function caption(state: State, image: PanelImage): string {
  const { label, layer, score, isShare, empty, signed, picture } = state.explanation!
  const told = strings.explanation
  if (empty) return told.empty(layer ?? told.network, image.name, label)
  if (picture !== undefined) return layer === undefined ? told.picture(label) : told.pictureAt(label, layer)
  // Without a softmax or sigmoid the score is no share of anything.
  const number = isShare ? formatPercent(score) : told.score(formatNumber(score))
  const what = (signed ? told.signed : told.bright)(label, number)
  if (layer === undefined) return told.asSeenByAll(what)
  return layer === lastSpatialLayer(state) ? told.asSeenLast(what, layer) : told.asSeen(what, layer)
}

function titleOf(method: OfferedExplanation | undefined): string {
  return method === undefined ? strings.explanation.title : strings.explanation.methodTitle(method.name, method.title)
}

function facts(measures: Readonly<Record<string, number>>): TemplateResult[] {
  return Object.entries(measures).map(
    ([name, value]) => html`<p class="hint">${strings.explanation.fact(name)}: ${Number(value.toPrecision(3))}</p>`,
  )
}
