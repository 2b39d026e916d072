import { html, nothing, type TemplateResult } from 'lit'
import type { FieldMap } from '../../../engine/requests'
import { formatSizes } from '../../format'
import { paint } from '../../paint'
import { imageUnder } from '../../selectors'
import type { PanelImage, State } from '../../state'
import { strings } from '../../strings/strings'
import type { Actions } from '../actions'
import { awaited } from '../awaited'
import { drawOverlay } from '../explanation/drawOverlay'
import { exportPng } from '../exportPng'
import { untrainedBadge } from '../untrainedBadge'

/** What one place of a map sees: the field of its windows as a frame, and the pixels that matter there as a heat map. */
export function fieldView(state: State, actions: Actions): TemplateResult | typeof nothing {
  const { cell, answers, layer } = state
  const image = cell && imageUnder(state, cell.layer)
  if (cell === undefined || image === undefined || cell.layer !== layer) return nothing
  return html`
    <section class="card" id="field" aria-labelledby="field-title">
      <h2 id="field-title">${strings.field.title} ${untrainedBadge(state)}</h2>
      ${awaited(answers.field, field => picture(state, image, field, actions))}
    </section>
  `
}

function picture(state: State, image: PanelImage, field: FieldMap, actions: Actions): TemplateResult {
  const { layer, y, x, box } = field
  const size = box === undefined ? strings.field.whole : formatSizes([box.bottom - box.top, box.right - box.left])
  const draw = (canvas: HTMLCanvasElement) => drawField(canvas, image, field, state.opacity)
  return html`
    <canvas
      id="field-picture"
      class="picture"
      tabindex="0"
      role="img"
      data-place="${layer} ${y} ${x}"
      data-field=${box === undefined ? 'whole' : `${box.top} ${box.left} ${box.bottom} ${box.right}`}
      aria-label=${strings.field.label(layer, String(y), String(x), size)}
      @keydown=${(event: KeyboardEvent) => move(event, state, actions)}
      ${paint(draw, image, field, state.opacity)}
    ></canvas>
    <p class="more">${exportPng('field-picture', `${layer} ${y} ${x}`, actions)}</p>
    <p class="caption">${strings.field.caption(layer, String(y), String(x), size)}</p>
  `
}

function drawField(canvas: HTMLCanvasElement, image: PanelImage, field: FieldMap, opacity: number): void {
  const { heat, box, width, height } = field
  drawOverlay(canvas, image.pixels, heat, opacity)
  if (box === undefined) return
  // The image is stretched to the network's input, so the field is stretched back.
  const [across, down] = [canvas.width / width, canvas.height / height]
  const context = canvas.getContext('2d')!
  context.globalAlpha = 1
  context.lineWidth = 3
  context.strokeStyle = '#ff3b30'
  context.strokeRect(box.left * across, box.top * down, (box.right - box.left) * across, (box.bottom - box.top) * down)
}

/** Arrow keys move the place whose field is shown. */
function move(event: KeyboardEvent, { cell, activations }: State, { chooseCell }: Actions): void {
  const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key]
  if (step === undefined || cell === undefined || activations === undefined) return
  event.preventDefault()
  const [height, width] = activations.shape
  const within = (value: number, size: number) => Math.min(size - 1, Math.max(0, value))
  chooseCell({ ...cell, y: within(cell.y + step[0], height), x: within(cell.x + step[1], width) })
}
