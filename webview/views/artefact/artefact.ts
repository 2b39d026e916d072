import { html, nothing, type TemplateResult } from 'lit'
import type { ArtefactMap, NumberMap } from '../../../engine/requests'
import { button } from '../../controls'
import { formatCount, formatNumber, formatSizes } from '../../format'
import { paint } from '../../paint'
import type { State } from '../../state'
import { strings } from '../../strings/strings'
import type { Actions } from '../actions'
import { levelsOf } from '../activations/levelsOf'
import { awaited } from '../awaited'
import { exportPng } from '../exportPng'
import { coloursOfLevels } from '../tiles/colours'
import { untrainedBadge } from '../untrainedBadge'

const texts = strings.artefact

/** What a design defect does, made by the layer that has it; nothing until the user asks to see one. */
export function artefactView(state: State, actions: Actions): TemplateResult | typeof nothing {
  const { defect, answers } = state
  if (defect === undefined) return nothing
  const close = () => actions.dispatch({ type: 'defectShown', defect: undefined })
  return html`
    <section class="card" id="artefact" aria-labelledby="artefact-title" data-defect=${defect.defect}>
      <h2 id="artefact-title">${texts.titles[defect.defect]}: ${defect.layers.join(' … ')}</h2>
      ${awaited(answers.artefact, map => (map.defect === defect.defect ? artefact(state, map, actions) : html`<p class="hint">${strings.waiting}</p>`))}
      <p class="more">${button(texts.close, close, { id: 'close-artefact' })}</p>
    </section>
  `
}

function artefact(state: State, map: ArtefactMap, actions: Actions): TemplateResult {
  const { structure, own, channel } = map
  return html`
    <p id="artefact-told">${told(map)}</p>
    <div class="pair">
      ${picture('artefact-structure', texts.structure, map, structure, actions)}
      ${
        own === undefined
          ? html`<p class="hint">${texts.noWeights}</p>`
          : picture(
              'artefact-own',
              html`${texts.own} ${untrainedBadge(state)}`,
              map,
              own,
              actions,
              channel === undefined ? '' : texts.channel(String(channel)),
            )
      }
    </div>
  `
}

function picture(
  id: string,
  title: TemplateResult | string,
  { defect, layers }: ArtefactMap,
  map: NumberMap,
  actions: Actions,
  note = '',
): TemplateResult {
  // Where all is the same, nothing is dark: counts begin at 0.
  const max = map.values.reduce((most, value) => Math.max(most, value), 0)
  const min = map.values.reduce((least, value) => Math.min(least, value), 0)
  const label = texts.label(texts.titles[defect], layers.join(', '), formatSizes([map.height, map.width]))
  return html`
    <div>
      <h3>${title}</h3>
      <canvas id=${id} class="picture pixels" role="img" aria-label=${label} ${paint(canvas => draw(canvas, map, { min, max }), map)}></canvas>
      <p class="caption">${texts.scale(formatNumber(min), formatNumber(max))} ${note}</p>
      <p class="more">${exportPng(id, `${defect} ${layers.join(' ')}`, actions)}</p>
    </div>
  `
}

/** One pixel a place; the style sheet enlarges them as squares. */
function draw(
  canvas: HTMLCanvasElement,
  { height, width, values }: NumberMap,
  range: { min: number; max: number },
): void {
  Object.assign(canvas, { width, height })
  const palette = coloursOfLevels('viridis')
  const image = new ImageData(width, height)
  new Uint32Array(image.data.buffer).set(levelsOf(values, range).map(level => palette[level]))
  canvas.getContext('2d')!.putImageData(image, 0, 0)
}

function told({ defect, layers, facts }: ArtefactMap): string {
  const names = layers.join(' … ')
  const { least, most, unread, places, top, bottom, left, right } = facts
  switch (defect) {
    case 'checkerboard':
      return least === most
        ? texts.told.even(names, formatNumber(least))
        : texts.told.checkerboard(names, formatNumber(least), formatNumber(most))
    case 'gridding':
      return texts.told.gridding(names, formatCount(places - unread), formatCount(places))
    case 'window-skips-pixels':
      return texts.told.skipped(names, formatCount(unread), formatCount(places))
    case 'uneven-padding': {
      const [above, below, before, behind] = [top, bottom, left, right].map(formatNumber)
      return texts.told.uneven(names, above, below, before, behind)
    }
  }
}
