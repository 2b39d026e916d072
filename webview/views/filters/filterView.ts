import { html, nothing, type TemplateResult } from 'lit'
import type { FilterNumbers, LayerKernels } from '../../../engine/requests'
import { button } from '../../controls'
import { formatCount, formatNumber } from '../../format'
import { paint } from '../../paint'
import type { State } from '../../state'
import { strings } from '../../strings/strings'
import type { Actions } from '../actions'
import { awaited } from '../awaited'
import { signedColour } from '../tiles/signedColours'
import type { Pick, Tiles } from '../tiles/tileView'
import '../tiles/tileView'
import { number } from '../number'

const texts = strings.filters

/** A larger window is drawn, and read off its picture. */
const MOST_TOLD = 15

/** One filter large, channel by channel, with its numbers; nothing until the user picks one. */
export function filterView(state: State, kernels: LayerKernels, actions: Actions): TemplateResult | typeof nothing {
  const { filter } = state.filters
  if (filter === undefined) return nothing
  const { layer, makesOutput } = kernels
  const close = () => actions.dispatch({ type: 'filtersChanged', change: { filter: undefined } })
  const look = () => actions.lookAtChannel(layer, filter)
  return html`
    <div id="filter" class="closer">
      <h3>
        ${makesOutput ? texts.filter(String(filter)) : texts.step(String(filter))}
        ${button(strings.activations.close, close, { id: 'close-filter' })}
        ${makesOutput ? button(texts.channelMade, look, { id: 'filter-channel' }) : nothing}
      </h3>
      ${awaited(state.answers.filter, found =>
        found.filter === filter && found.layer === layer && found.weight === kernels.weight
          ? closer(state, found, kernels, actions)
          : html`<p class="hint">${strings.waiting}</p>`,
      )}
    </div>
  `
}

function closer(state: State, found: FilterNumbers, kernels: LayerKernels, actions: Actions): TemplateResult {
  const { channels, height, width, values, firstChannel, bias, filter } = found
  const { min, max, mean, norm, notFinite, twin } = kernels.filters[filter]
  const largest = Math.max(-min, max)
  const channel = Math.min(state.filters.channel, channels - 1)
  const size = height * width
  const shown = values.subarray(channel * size, (channel + 1) * size)
  const label = texts.sliceLabel(String(firstChannel + channel), String(filter), found.layer)
  const pick = ({ detail }: CustomEvent<Pick>) =>
    actions.dispatch({ type: 'filtersChanged', change: { channel: detail.tile } })
  return html`
    <dl class="numbers">
      ${number(strings.activations.minimum, formatNumber(min))} ${number(strings.activations.mean, formatNumber(mean))}
      ${number(strings.activations.maximum, formatNumber(max))} ${number(texts.norm, formatNumber(norm))}
      ${bias === undefined ? nothing : number(texts.bias, formatNumber(bias))}
      ${number(texts.zeros, texts.of(formatCount(values.filter(value => value === 0).length), formatCount(values.length)))}
      ${notFinite === 0 ? nothing : number(strings.activations.notFinite, formatCount(notFinite), true)}
      ${twin === undefined ? nothing : number(texts.twin, texts.filter(String(twin)), true)}
    </dl>
    <div class="kernel">
      <div>
        <h4>${texts.channel(String(firstChannel + channel))}</h4>
        ${height <= MOST_TOLD && width <= MOST_TOLD ? table(shown, found, largest, label) : drawing(shown, found, largest, label)}
      </div>
      ${
        channels === 1
          ? nothing
          : html`<div class="slices">
              <h4>${texts.allChannels(formatCount(channels))}</h4>
              <tile-view
                .name=${'filter-channels'}
                .layer=${`${found.layer} ${filter}`}
                .tiles=${slices(found, largest)}
                .label=${texts.channelsLabel(String(filter), found.layer, formatCount(channels))}
                .hint=${texts.channelsHint}
                .chosen=${channel}
                @pick=${pick}
              ></tile-view>
            </div>`
      }
    </div>
  `
}

/** The channels of the filter side by side, on one scale. */
function slices({ channels, height, width, values, firstChannel }: FilterNumbers, largest: number): Tiles {
  const size = height * width
  return {
    ...{ tileWidth: width, tileHeight: height, side: 40 },
    order: Array.from({ length: channels }, (_, channel) => channel),
    paint(channel, pixels, start, stride) {
      for (let place = 0; place < size; place++)
        pixels[start + Math.floor(place / width) * stride + (place % width)] = signedColour(
          values[channel * size + place],
          largest,
        )
    },
    mark: () => undefined,
    readout(channel) {
      const own = values.subarray(channel * size, (channel + 1) * size)
      const [least, most] = [Math.min(...own), Math.max(...own)].map(formatNumber)
      const told = size === 1 ? formatNumber(own[0]) : `${least} … ${most}`
      return strings.activations.told(texts.channel(String(firstChannel + channel)), told)
    },
  }
}

/** A wide one is scrolled, by keyboard too. */
function table(values: Float32Array, { height, width }: FilterNumbers, largest: number, label: string): TemplateResult {
  const row = (y: number) =>
    html`<tr>${Array.from({ length: width }, (_, x) => cell(values[y * width + x], largest))}</tr>`
  return html`
    <div class="scroll" role="region" tabindex="0" aria-label=${label}>
      <table id="kernel-numbers" class="weights"><tbody>${Array.from({ length: height }, (_, y) => row(y))}</tbody></table>
    </div>
  `
}

function cell(value: number, largest: number): TemplateResult {
  const colour = signedColour(value, largest)
  const [red, green, blue] = [colour & 255, (colour >> 8) & 255, (colour >> 16) & 255]
  // Luminance as WCAG 2 has it, without its straight part near black.
  const [r, g, b] = [red, green, blue].map(part => (part / 255) ** 2.2)
  const text = 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.18 ? '#000' : '#fff'
  // As a property: the page's policy forbids the attribute.
  const style = `background: rgb(${red} ${green} ${blue}); color: ${text}`
  return html`<td .style=${style}>${formatNumber(value)}</td>`
}

function drawing(
  values: Float32Array,
  { height, width }: FilterNumbers,
  largest: number,
  label: string,
): TemplateResult {
  const draw = (canvas: HTMLCanvasElement) => {
    Object.assign(canvas, { width, height })
    const image = new ImageData(width, height)
    new Uint32Array(image.data.buffer).set(Array.from(values, value => signedColour(value, largest)))
    canvas.getContext('2d')!.putImageData(image, 0, 0)
  }
  return html`<canvas
    id="kernel-picture"
    class="picture pixels"
    role="img"
    aria-label=${label}
    ${paint(draw, values.byteOffset, values.buffer, largest)}
  ></canvas>`
}
