import { html, type TemplateResult } from 'lit'
import type { MaskClass, MaskReading } from '../../../engine/requests'
import { slider } from '../../controls'
import { formatPercent } from '../../format'
import { paint } from '../../paint'
import { explainedMaskClass, hiddenClasses } from '../../reading'
import type { PanelImage, State } from '../../state'
import { strings } from '../../strings/strings'
import type { Actions } from '../actions'
import { exportPng } from '../exportPng'
import { classColour } from './classColour'
import { drawMask } from './drawMask'
import { pointOf } from './pointOf'

/** The class of every place over the image, and a legend to choose from what is shown and what is explained. */
export function maskView(state: State, image: PanelImage, reading: MaskReading, actions: Actions): TemplateResult {
  const hidden = hiddenClasses(state, reading)
  const { opacity } = state.reading
  const explained = explainedMaskClass(state, reading)
  const seen = [...reading.classes.keys()].filter(at => reading.classes[at].count > 0)
  const ranked = seen.sort((a, b) => reading.classes[b].count - reading.classes[a].count)
  const told = ranked.map(at => `${reading.classes[at].label} ${share(reading.classes[at], reading)}`).join(', ')
  return html`
    <div class="read">
      <canvas
        id="mask"
        class="picture pointed"
        role="img"
        aria-label=${strings.prediction.mask(image.name, told)}
        data-image=${image.name}
        @click=${(event: MouseEvent) => explainAt(event, reading, actions)}
        ${paint(canvas => drawMask(canvas, image.pixels, reading, hidden, opacity), image.pixels, reading, hidden.join(), opacity)}
      ></canvas>
      <div class="reading-legend">
        <ul class="classes" id="legend" aria-label=${strings.prediction.legend}>
          ${ranked.map(at => row(at, reading, hidden, reading.classes[at] === explained, actions))}
        </ul>
        <p class="caption" id="mask-confidence">${strings.prediction.meanConfidence(formatPercent(reading.confidence))}</p>
        ${slider({
          ...{ id: 'mask-opacity', label: strings.prediction.opacity, value: opacity },
          change: value => actions.changeReading({ opacity: value }),
        })}
        <p class="more">${exportPng('mask', `${image.name} mask`, actions)}</p>
        <p class="hint">${strings.prediction.maskHint}</p>
      </div>
    </div>
  `
}

function row(
  at: number,
  reading: MaskReading,
  hidden: readonly number[],
  explained: boolean,
  { changeReading, chooseClass }: Actions,
): TemplateResult {
  const one = reading.classes[at]
  const toggle = () =>
    changeReading({ hidden: hidden.includes(at) ? hidden.filter(other => other !== at) : [...hidden, at] })
  return html`
    <li class="legend-row">
      <input
        type="checkbox"
        id="class-shown-${at}"
        aria-label=${strings.prediction.showClass(one.label)}
        title=${strings.prediction.showClass(one.label)}
        .checked=${!hidden.includes(at)}
        @change=${toggle}
      />
      <svg class="swatch" viewBox="0 0 1 1" aria-hidden="true"><rect width="1" height="1" fill="rgb(${classColour(at).join()})" /></svg>
      <button
        class="class"
        title=${strings.prediction.explain}
        aria-pressed=${explained ? 'true' : 'false'}
        ?disabled=${one.class === undefined}
        data-class=${at}
        @click=${() => chooseClass(one.class)}
      >
        <span class="name">${one.label}</span>
        <span class="score">${share(one, reading)}</span>
        <span class="score" title=${strings.prediction.confidence}>${formatPercent(one.confidence)}</span>
      </button>
    </li>
  `
}

function share({ count }: MaskClass, { places }: MaskReading): string {
  return formatPercent(count / places.length)
}

/** The mouse explains the class that it clicks; the keyboard has the legend for that. */
function explainAt(event: MouseEvent, { places, width, height, classes }: MaskReading, { chooseClass }: Actions): void {
  const { y, x } = pointOf(event)
  const row = Math.min(height - 1, Math.max(0, Math.floor(y * height)))
  const column = Math.min(width - 1, Math.max(0, Math.floor(x * width)))
  const found = classes[places[row * width + column]]
  if (found.class !== undefined) chooseClass(found.class)
}
