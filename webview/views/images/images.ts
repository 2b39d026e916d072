import { html, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { button } from '../../controls'
import type { PanelImage, State } from '../../store'
import { strings } from '../../strings/strings'
import type { Actions } from '../actions'

/** The images to choose from, as radio buttons: the samples that come along and the user's own. */
export function imagesView({ images, image }: State, actions: Actions): TemplateResult {
  return html`
    <section class="images" aria-label=${strings.images.title}>
      <div class="thumbnails" role="radiogroup" aria-label=${strings.images.choose} @keydown=${(event: KeyboardEvent) => move(event, images, image, actions)}>
        ${repeat(
          images,
          ({ id }) => id,
          candidate => thumbnail(candidate, candidate.id === image, actions),
        )}
      </div>
      <div class="own">
        ${button(strings.images.open, actions.openImages, { id: 'open-image' })}
        <span class="hint">${strings.images.hint}</span>
      </div>
    </section>
  `
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
function move(
  event: KeyboardEvent,
  images: readonly PanelImage[],
  image: string | undefined,
  { chooseImage }: Actions,
): void {
  const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key]
  if (step === undefined || images.length === 0) return
  event.preventDefault()
  const at = images.findIndex(({ id }) => id === image)
  const next = images[(at + step + images.length) % images.length]
  chooseImage(next.id)
  const group = event.currentTarget as HTMLElement
  group.querySelector<HTMLElement>(`[data-image="${CSS.escape(next.id)}"]`)?.focus()
}
