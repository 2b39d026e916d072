import { html, nothing, type TemplateResult } from 'lit'
import { formatShape } from '../../../builder/shape'
import type { GeneratedNumbers } from '../../../engine/requests'
import { dropdown } from '../../controls'
import { activeSlot, type InputSlot, inputSlots } from '../../images/inputSlots'
import type { State } from '../../state'
import { strings } from '../../strings/strings'
import type { Actions } from '../actions'

const texts = strings.inputs
const GENERATED: readonly GeneratedNumbers[] = ['noise', 'zeros', 'ones']

/** What goes into each input of a network that has several; nothing where it has one. */
export function inputSlotsView(state: State, actions: Actions): TemplateResult | typeof nothing {
  const slots = inputSlots(state)
  if (slots.length < 2) return nothing
  const active = activeSlot(state)
  const images = slots.filter(({ generated }) => generated === undefined)
  const others = slots.filter(({ generated }) => generated !== undefined)
  return html`
    <div class="inputs" id="inputs">
      ${
        images.length < 2
          ? nothing
          : html`<div class="slots" role="radiogroup" aria-label=${texts.title} @keydown=${move}>
                ${images.map(slot => imageSlot(slot, slot.name === active, actions))}
              </div>
              <p class="hint">${texts.hint}</p>`
      }
      ${others.map(slot => numbers(slot, actions))}
    </div>
  `
}

function imageSlot({ name, shape, image, scalesOnly }: InputSlot, marked: boolean, actions: Actions): TemplateResult {
  const size = formatShape(shape)
  return html`
    <button
      class="slot"
      role="radio"
      aria-checked=${marked ? 'true' : 'false'}
      aria-label=${texts.slot(name, size, image?.name ?? texts.empty)}
      tabindex=${marked ? 0 : -1}
      data-input=${name}
      data-image=${image?.name ?? ''}
      @click=${() => actions.chooseSlot(name)}
    >
      ${image === undefined ? nothing : html`<img src=${image.url} alt="" draggable="false" />`}
      <span class="slot-name">${name}<br /><small>${size}${scalesOnly ? html`<br />${texts.scalesOnly}` : nothing}</small></span>
    </button>
  `
}

function numbers({ name, shape, generated }: InputSlot, actions: Actions): TemplateResult {
  return dropdown({
    ...{ id: `input-${name}`, label: texts.generated(name, formatShape(shape)), value: generated! },
    choices: GENERATED.map(value => ({ value, label: texts.numbers[value] })),
    choose: value => actions.chooseGenerated(name, value as GeneratedNumbers),
  })
}

/** Arrow keys move among radio buttons, and choose as they go. */
function move(event: KeyboardEvent): void {
  const by = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key]
  if (by === undefined) return
  event.preventDefault()
  const buttons = [...(event.currentTarget as HTMLElement).querySelectorAll('button')]
  const at = buttons.findIndex(button => button.getAttribute('aria-checked') === 'true')
  const next = buttons[(at + by + buttons.length) % buttons.length]
  next?.click()
  next?.focus()
}
