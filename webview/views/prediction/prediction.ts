import { html, nothing, type TemplateResult } from 'lit'
import type { Prediction, ReadingKind } from '../../../engine/requests'
import { dropdown } from '../../controls'
import { formatTime } from '../../format'
import { paint } from '../../paint'
import { chosenImage, topClasses } from '../../selectors'
import type { PanelImage, State } from '../../state'
import { strings } from '../../strings/strings'
import type { Actions } from '../actions'
import { drawOverlay } from '../explanation/drawOverlay'
import { untrainedBadge } from '../untrainedBadge'
import { boxesView } from './boxes'
import { classesView } from './classes'
import { maskView } from './mask'
import { valuesView } from './values'

/** The image that runs through the network, and what the network says of it, in the terms of its task. */
export function predictionView(state: State, actions: Actions): TemplateResult {
  const { prediction } = state
  const image = chosenImage(state)
  return html`
    <section class="card" aria-labelledby="prediction-title">
      <h2 id="prediction-title">${strings.prediction.title} ${untrainedBadge(state)}</h2>
      ${prediction === undefined || image === undefined ? waiting(image) : read(state, prediction, image, actions)}
    </section>
  `
}

function waiting(image: PanelImage | undefined): TemplateResult {
  return html`
    <div class="prediction">
      ${image === undefined ? nothing : picture(image)}
      <p class="hint" id="prediction">${strings.prediction.none}</p>
    </div>
  `
}

function read(state: State, prediction: Prediction, image: PanelImage, actions: Actions): TemplateResult {
  const { kind } = prediction.reading
  const drawsImage = kind === 'mask' || kind === 'boxes'
  const [top] = kind === 'classes' ? topClasses(prediction, 1) : []
  return html`
    ${readings(state, prediction, actions)}
    <div class="prediction">
      ${drawsImage ? nothing : picture(image)}
      <div id="prediction" data-testid="prediction" data-reading=${kind} data-class=${top?.class ?? nothing}>
        ${VIEWS[kind](state, prediction, image, actions)}
        <p class="caption">${strings.prediction.time(formatTime(prediction.milliseconds), state.started?.backend ?? strings.prediction.engine)}</p>
      </div>
    </div>
  `
}

const VIEWS: Readonly<
  Record<ReadingKind, (state: State, prediction: Prediction, image: PanelImage, actions: Actions) => TemplateResult>
> = {
  classes: (state, prediction, _image, actions) => classesView(state, prediction, actions),
  mask: (state, { reading }, image, actions) =>
    reading.kind === 'mask' ? maskView(state, image, reading, actions) : html``,
  boxes: (state, _prediction, image, actions) => boxesView(state, image, actions),
  values: (_state, { reading }, _image, actions) => (reading.kind === 'values' ? valuesView(reading, actions) : html``),
}

function picture(image: PanelImage): TemplateResult {
  return html`<canvas
    class="picture input"
    role="img"
    aria-label=${strings.prediction.image(image.name)}
    ${paint(canvas => drawOverlay(canvas, image.pixels, undefined, 0), image.pixels)}
  ></canvas>`
}

/** What an output means is the user's to say where there are several ways. */
function readings(state: State, prediction: Prediction, actions: Actions): TemplateResult | typeof nothing {
  const parts = [whichOutput(state, prediction, actions), readAs(prediction, actions)].filter(part => part !== nothing)
  return parts.length === 0 ? nothing : html`<div class="controls">${parts}</div>`
}

/** Boxes and bare numbers are read from all outputs, names and masks from one. */
function whichOutput(
  { model }: State,
  { reading, output }: Prediction,
  { changeReading }: Actions,
): TemplateResult | typeof nothing {
  const outputs = model?.graph.outputs ?? []
  if (outputs.length < 2 || (reading.kind !== 'classes' && reading.kind !== 'mask')) return nothing
  const choices = outputs.map(({ layer }, index) => ({ value: String(index), label: layer }))
  const choose = (index: string) => changeReading({ output: Number(index), hidden: undefined })
  return dropdown({ id: 'output', label: strings.prediction.whichOutput, value: String(output), choices, choose })
}

function readAs(
  { reading, readings, output }: Prediction,
  { changeReading }: Actions,
): TemplateResult | typeof nothing {
  if (readings.length < 3 && output === 0) return nothing
  const choices = readings.map(kind => ({ value: kind, label: strings.prediction.readings[kind] }))
  const choose = (kind: string) => changeReading({ as: kind as ReadingKind })
  return dropdown({ id: 'read-as', label: strings.prediction.readAs, value: reading.kind, choices, choose })
}
