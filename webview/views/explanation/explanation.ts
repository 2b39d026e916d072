import { html, type TemplateResult } from 'lit'
import { dropdown, slider } from '../../controls'
import { formatPercent, formatSizes } from '../../format'
import { paint } from '../../paint'
import { explainableLayers, explainedClass, explainedLayer, lastSpatialLayer, rankedForChoice } from '../../selectors'
import type { PanelImage, State } from '../../store'
import type { Actions } from '../actions'
import { untrainedBadge } from '../untrainedBadge'
import { drawOverlay } from './drawOverlay'

/** Stands for "as it comes": the class predicted, the last spatial layer. */
const AUTOMATIC = 'auto'

/** Grad-CAM over the image: which places of it speak for a class. */
export function explanationView(state: State, actions: Actions): TemplateResult {
  return html`
    <section class="card" aria-labelledby="explanation-title">
      <h2 id="explanation-title">Grad-CAM ${untrainedBadge(state)}</h2>
      ${lastSpatialLayer(state) === undefined && state.loaded !== undefined ? unexplainable() : explanation(state, actions)}
    </section>
  `
}

function unexplainable(): TemplateResult {
  return html`<p class="hint">
    No layer with several places lies before this network's output, so there is nowhere to look for the evidence.
  </p>`
}

function explanation(state: State, actions: Actions): TemplateResult {
  return html`
    <div class="controls">${classDropdown(state, actions)} ${layerDropdown(state, actions)}</div>
    ${picture(state)}
    ${slider({
      ...{ id: 'opacity', label: 'Opacity', value: state.opacity },
      change: opacity => actions.dispatch({ type: 'opacityChanged', opacity }),
    })}
  `
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

function layerDropdown(state: State, { chooseGradCamLayer }: Actions): TemplateResult {
  const layers = explainableLayers(state).map(({ name, shape }) => ({
    value: name,
    label: `${name} · ${formatSizes(shape)}`,
  }))
  const last = lastSpatialLayer(state)
  const choices = last === undefined ? layers : [{ value: AUTOMATIC, label: `Last spatial: ${last}` }, ...layers]
  const choose = (value: string) => chooseGradCamLayer(value === AUTOMATIC ? undefined : value)
  return dropdown({ id: 'grad-cam-layer', label: 'At layer', value: state.gradCamLayer ?? AUTOMATIC, choices, choose })
}

function picture(state: State): TemplateResult {
  const { gradCam, images, image: id, opacity } = state
  const image = images.find(candidate => candidate.id === id)
  if (gradCam === undefined || image === undefined)
    return html`<p class="hint">The map appears here once an image has run through the network.</p>`
  const draw = (canvas: HTMLCanvasElement) => drawOverlay(canvas, image.pixels, gradCam.heat, opacity)
  return html`
    <canvas
      id="grad-cam"
      class="picture"
      data-testid="grad-cam"
      data-class=${gradCam.class}
      data-layer=${gradCam.layer}
      role="img"
      aria-label=${`Grad-CAM of class ${gradCam.label} at ${gradCam.layer} over ${image.name}`}
      ${paint(draw, image, gradCam, opacity)}
    ></canvas>
    <p class="caption">${caption(state, image)}</p>
  `
}

function caption(state: State, image: PanelImage): string {
  const { label, layer, score, empty } = state.gradCam!
  if (empty) return `Nothing that ${layer} sees in ${image.name} speaks for ${label}.`
  const chosen = layer === explainedLayer({ ...state, gradCamLayer: undefined }) ? ', the last spatial layer' : ''
  return `Bright places speak for ${label} (${formatPercent(score)}), as ${layer}${chosen} sees them.`
}
