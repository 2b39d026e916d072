import { html, nothing, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { button, dropdown } from '../../controls'
import { activeImage } from '../../images/inputSlots'
import { shownSet } from '../../selectors'
import type { ImageSet, PanelImage, State } from '../../state'
import { strings } from '../../strings/strings'
import type { Actions } from '../actions'
import { inputSlotsView } from './inputSlots'
import { preprocessingView } from './preprocessing'

const SETS: readonly ImageSet[] = ['photographs', 'digits', 'scenes', 'own', 'folder']

/** The images to choose from, as radio buttons: the samples that come along, the user's own, and those of a folder. */
export function imagesView(state: State, actions: Actions): TemplateResult {
  const { images } = state
  const set = shownSet(state)
  const shown = images.filter(candidate => candidate.set === set)
  const chosen = activeImage(state)
  return html`
    <section class="images" aria-label=${strings.images.title}>
      ${inputSlotsView(state, actions)} ${setDropdown(state, set, actions)}
      <div class="stepper">
        ${button('‹', () => actions.stepImage(-1), { id: 'previous-image', name: strings.images.previous })}
        <div class="thumbnails" role="radiogroup" aria-label=${strings.images.choose} @keydown=${(event: KeyboardEvent) => move(event, actions)}>
          ${repeat(
            shown,
            ({ id }) => id,
            candidate => thumbnail(candidate, candidate.id === chosen?.id, actions),
          )}
        </div>
        ${button('›', () => actions.stepImage(1), { id: 'next-image', name: strings.images.next })}
      </div>
      <div class="own">
        ${button(strings.images.open, actions.openImages, { id: 'open-image' })}
        ${button(strings.images.openFolder, actions.openFolder, { id: 'open-folder' })}
        <span class="hint">${strings.images.hint}</span>
      </div>
      <p class="hint image-facts" id="image-facts">${chosen === undefined ? nothing : facts(state, chosen)}</p>
      ${preprocessingView(state, actions)}
    </section>
  `
}

function setDropdown({ images, folder }: State, set: ImageSet | undefined, actions: Actions): TemplateResult {
  const offered = SETS.filter(one =>
    one === 'folder' ? folder !== undefined : images.some(image => image.set === one),
  )
  const label = (one: ImageSet) => (one === 'folder' ? folder!.name : strings.images.sets[one])
  return dropdown({
    ...{ id: 'image-set', label: strings.images.set, value: set ?? '' },
    choices: offered.map(one => ({ value: one, label: label(one) })),
    choose: one => actions.chooseImageSet(one as ImageSet),
  })
}

/** Name, size, place in a folder, who made it, and what of the file the panel does not show. */
function facts({ folder, imageSet }: State, { name, pixels, credit, notes = [] }: PanelImage): string {
  const at =
    imageSet === 'folder' && folder !== undefined
      ? [strings.images.place(String(folder.at + 1), String(folder.files.length))]
      : []
  const told = [...at, name, `${pixels.width}×${pixels.height}`, ...(credit === undefined ? [] : [credit])]
  return [told.join(' · '), ...notes.map(note => strings.images.notes[note])].join('. ')
}

function thumbnail({ id, name, url }: PanelImage, chosen: boolean, { chooseImage }: Actions): TemplateResult {
  return html`
    <button
      class="thumbnail"
      role="radio"
      aria-checked=${chosen ? 'true' : 'false'}
      aria-label=${name}
      title=${name}
      tabindex=${chosen ? 0 : -1}
      data-image=${id}
      @click=${() => chooseImage(id)}
    >
      <img src=${url} alt="" draggable="false" />
    </button>
  `
}

/** Arrow keys move among radio buttons, and choose as they go. */
function move(event: KeyboardEvent, { stepImage }: Actions): void {
  const by = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key]
  if (by === undefined) return
  event.preventDefault()
  stepImage(by as 1 | -1)
  // The view is drawn at once, so the one chosen now is there.
  ;(event.currentTarget as HTMLElement).querySelector<HTMLElement>('[aria-checked="true"]')?.focus()
}
