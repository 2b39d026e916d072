import { html, nothing, svg, type TemplateResult } from 'lit'
import type { ChannelMap } from '../../../engine/requests'
import { button, slider } from '../../controls'
import { formatCount, formatNumber } from '../../format'
import { paint } from '../../paint'
import { imageUnder } from '../../selectors'
import type { ActivationView, PanelImage, State } from '../../state'
import { strings } from '../../strings/strings'
import type { Actions } from '../actions'
import { awaited } from '../awaited'
import { drawOverlay } from '../explanation/drawOverlay'
import { exportPng } from '../exportPng'
import { coloursOfLevels } from '../tiles/colours'
import { layerStatistics } from './channelTiles'
import { levelsOf } from './levelsOf'

const texts = strings.activations

/** One channel large over the image, and how its numbers are spread; nothing until the user picks one. */
export function channelView(state: State, actions: Actions): TemplateResult | typeof nothing {
  const { channel, layer } = state
  const image = layer === undefined ? undefined : imageUnder(state, layer)
  if (channel === undefined || image === undefined) return nothing
  return html`
    <div id="channel" class="closer">
      <h3>
        ${texts.channel(String(channel))}
        ${button(texts.close, () => actions.chooseChannel(undefined), { id: 'close-channel' })}
      </h3>
      ${awaited(state.answers.channel, map => (map.channel === channel ? closer(state, image, map, actions) : html`<p class="hint">${strings.waiting}</p>`))}
    </div>
  `
}

function closer(state: State, image: PanelImage, map: ChannelMap, actions: Actions): TemplateResult {
  const { opacity, colours } = state.view
  const { layer, channel, height, width } = map
  const range = rangeOf(state, map)
  const draw = (canvas: HTMLCanvasElement) => drawChannel(canvas, image, map, range, { colours, opacity })
  const pick = ({ offsetX, offsetY, currentTarget }: MouseEvent) => {
    const { clientWidth, clientHeight } = currentTarget as HTMLCanvasElement
    const at = (offset: number, length: number, size: number) =>
      Math.min(size - 1, Math.floor((offset / length) * size))
    actions.chooseCell({ layer, y: at(offsetY, clientHeight, height), x: at(offsetX, clientWidth, width) })
  }
  const hasPlaces = height * width > 1
  return html`
    <div class="pair">
      ${
        hasPlaces
          ? html`<div>
              <canvas
                id="channel-picture"
                class="picture"
                role="img"
                data-channel=${channel}
                aria-label=${texts.closeLabel(String(channel), layer, image.name)}
                @click=${pick}
                ${paint(draw, image, map, colours, opacity, range.min, range.max)}
              ></canvas>
              ${slider({ id: 'channel-opacity', label: texts.opacity, value: opacity, change: value => actions.changeView({ opacity: value }) })}
              <p class="more">${exportPng('channel-picture', `${layer} ${channel}`, actions)}</p>
            </div>`
          : nothing
      }
      <div>${histogram(map)}</div>
    </div>
  `
}

/** What the colours span: the channel, or the layer where its channels share one scale. */
function rangeOf({ activations, view }: State, { channel }: ChannelMap): { min: number; max: number } {
  const channels = activations?.channels ?? []
  const { min, max } = view.range === 'layer' ? layerStatistics(channels) : (channels[channel] ?? { min: 0, max: 0 })
  return { min, max }
}

function drawChannel(
  canvas: HTMLCanvasElement,
  image: PanelImage,
  { values, height, width }: ChannelMap,
  range: { min: number; max: number },
  { colours, opacity }: Pick<ActivationView, 'colours' | 'opacity'>,
): void {
  drawOverlay(canvas, image.pixels, undefined, 0)
  const palette = coloursOfLevels(colours)
  const picture = new ImageData(width, height)
  new Uint32Array(picture.data.buffer).set(levelsOf(values, range).map(level => palette[level]))
  const source = new OffscreenCanvas(width, height)
  source.getContext('2d')!.putImageData(picture, 0, 0)
  const context = canvas.getContext('2d')!
  // Each cell stays a square, so that it can be pointed at.
  context.imageSmoothingEnabled = false
  context.globalAlpha = opacity
  context.drawImage(source, 0, 0, canvas.width, canvas.height)
}

function histogram({ histogram: { from, to, counts }, values }: ChannelMap): TemplateResult {
  if (counts.length === 0) return html`<p class="hint">${texts.noNumbers}</p>`
  const most = Math.max(...counts)
  const fullest = counts.indexOf(most)
  const step = (to - from) / counts.length
  const width = 100 / counts.length
  const label = texts.histogram(
    ...[formatCount(values.length), formatNumber(from), formatNumber(to), formatCount(most)],
    ...[formatNumber(from + fullest * step), formatNumber(from + (fullest + 1) * step)],
  )
  return html`
    <svg id="histogram" class="histogram" viewBox="0 0 100 40" preserveAspectRatio="none" role="img" aria-label=${label}>
      ${counts.map(
        (count, bar) =>
          svg`<rect x=${bar * width} y=${40 - (40 * count) / most} width=${width * 0.9} height=${(40 * count) / most} data-count=${count}></rect>`,
      )}
    </svg>
    <p class="legend spread"><span>${formatNumber(from)}</span><span>${formatNumber(to)}</span></p>
    <p class="caption">${label}</p>
  `
}
