import { html, nothing, type TemplateResult } from 'lit'
import type { FoundBox } from '../../../engine/requests'
import { slider } from '../../controls'
import { formatPercent } from '../../format'
import { paint } from '../../paint'
import { explainedBox, shownBoxes } from '../../shownBoxes'
import type { PanelImage, State } from '../../state'
import { strings } from '../../strings/strings'
import type { Actions } from '../actions'
import { exportPng } from '../exportPng'
import { drawBoxes } from './drawBoxes'
import { pointOf } from './pointOf'

/** More rows than these would push everything else from the screen. */
const LISTED = 20

/** The boxes found over the image and in a list, with what is sure enough to be shown to choose. */
export function boxesView(state: State, image: PanelImage, actions: Actions): TemplateResult {
  const boxes = shownBoxes(state)
  const explained = explainedBox(state)
  const { threshold, overlap } = state.reading
  const told = boxes.map(({ label, score }) => `${label} ${formatPercent(score)}`).join(', ')
  return html`
    <div class="read">
      <canvas
        id="boxes"
        class="picture pointed"
        role="img"
        aria-label=${strings.prediction.boxes(image.name, told === '' ? strings.prediction.nothing : told)}
        data-image=${image.name}
        data-boxes=${boxes.map(({ class: index, box }) => [index, box.top, box.left, box.bottom, box.right].join(' ')).join(';')}
        @click=${(event: MouseEvent) => explainAt(event, boxes, actions)}
        ${paint(canvas => drawBoxes(canvas, image.pixels, boxes, explained), image.pixels, boxes, explained)}
      ></canvas>
      <div class="reading-legend">
        <ol class="classes" id="box-list" aria-label=${strings.prediction.found}>
          ${boxes.slice(0, LISTED).map(found => row(found, found === explained, actions))}
        </ol>
        ${boxes.length === 0 ? html`<p class="hint">${strings.prediction.noBox}</p>` : nothing}
        ${boxes.length > LISTED ? html`<p class="hint">${strings.prediction.moreBoxes(String(boxes.length - LISTED))}</p>` : nothing}
        ${slider({
          ...{ id: 'threshold', label: strings.prediction.threshold, value: threshold },
          change: value => actions.changeReading({ threshold: value }),
        })}
        ${slider({
          ...{ id: 'overlap', label: strings.prediction.overlap, value: overlap },
          change: value => actions.changeReading({ overlap: value }),
        })}
        <p class="more">${exportPng('boxes', `${image.name} boxes`, actions)}</p>
        <p class="hint">${strings.prediction.boxesHint}</p>
      </div>
    </div>
  `
}

function row(found: FoundBox, explained: boolean, { changeReading }: Actions): TemplateResult {
  const { label, score, output, element } = found
  return html`
    <li>
      <button
        class="class"
        title=${strings.prediction.explainBox}
        aria-pressed=${explained ? 'true' : 'false'}
        data-element="${output} ${element}"
        @click=${() => changeReading({ box: { output, element } })}
      >
        <span class="name">${label}</span>
        <meter min="0" max="1" .value=${score} aria-hidden="true"></meter>
        <span class="score">${formatPercent(score)}</span>
      </button>
    </li>
  `
}

/** Of several boxes that the mouse clicks, the smallest is meant; the keyboard has the list. */
function explainAt(event: MouseEvent, boxes: readonly FoundBox[], { changeReading }: Actions): void {
  const { y, x } = pointOf(event)
  const hit = boxes
    .filter(({ box }) => y >= box.top && y <= box.bottom && x >= box.left && x <= box.right)
    .sort((a, b) => area(a) - area(b))[0]
  if (hit !== undefined) changeReading({ box: { output: hit.output, element: hit.element } })
}

function area({ box: { top, left, bottom, right } }: FoundBox): number {
  return (bottom - top) * (right - left)
}
