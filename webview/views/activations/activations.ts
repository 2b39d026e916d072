import { html, nothing, type TemplateResult } from 'lit'
import { type ColorTableName, colorTables } from '../../../engine/pictures/colorTables'
import type { ActivationMaps } from '../../../engine/requests'
import { button, dropdown } from '../../controls'
import { formatCount, formatNumber, formatSizes } from '../../format'
import { paint } from '../../paint'
import { colourRange, showsUnits } from '../../selectors'
import { CHANNEL_ORDERS, type ChannelOrder, type State } from '../../state'
import { strings } from '../../strings/strings'
import type { Actions } from '../actions'
import { awaited } from '../awaited'
import { exportTiles } from '../exportPng'
import { layerChoices } from '../layerChoices'
import { number } from '../number'
import type { Pick } from '../tiles/tileView'
import '../tiles/tileView'
import { untrainedBadge } from '../untrainedBadge'
import { channelTiles, layerStatistics } from './channelTiles'
import { channelView } from './channelView'
import { comparedTitle, comparisonControls } from './comparison'

const texts = strings.activations
const COLOURS = Object.keys(colorTables) as ColorTableName[]

/** The maps of one layer: every channel as a picture, with the numbers behind the colours; and beside them what they are compared with. */
export function activationsView(state: State, actions: Actions): TemplateResult {
  const { layer, activations, view } = state
  const ranges = (['channel', 'layer'] as const).filter(range => range === 'layer' || !showsUnits(state))
  return html`
    <section class="card" aria-labelledby="activations-title">
      <h2 id="activations-title">${texts.title} ${untrainedBadge(state)}</h2>
      <div class="controls">
        ${dropdown({ id: 'layer', label: texts.layer, value: layer ?? '', choices: layerChoices(state), choose: actions.chooseLayer })}
        ${dropdown({
          ...{ id: 'order', label: texts.order, value: view.order },
          choices: CHANNEL_ORDERS.map(value => ({ value, label: texts.orders[value] })),
          choose: order => actions.changeView({ order: order as ChannelOrder }),
        })}
        ${dropdown({
          ...{ id: 'range', label: texts.range, value: colourRange(state) },
          choices: ranges.map(value => ({ value, label: texts.ranges[value] })),
          choose: range => actions.changeView({ range: range as State['view']['range'] }),
        })}
        ${dropdown({
          ...{ id: 'colours', label: texts.colours, value: view.colours },
          choices: COLOURS.map(value => ({ value, label: value[0].toUpperCase() + value.slice(1) })),
          choose: colours => actions.changeView({ colours: colours as ColorTableName }),
        })}
        ${comparisonControls(state, actions)}
        ${layer === undefined ? nothing : button(texts.showCode, () => actions.revealLayer(layer), { id: 'reveal' })}
      </div>
      ${activations === undefined ? html`<p class="hint">${texts.waiting}</p>` : maps(state, activations, actions)}
    </section>
  `
}

function maps(state: State, activations: ActivationMaps, actions: Actions): TemplateResult {
  const isCompared = state.comparison.with !== 'nothing'
  const one = layerMaps(state, activations, actions)
  if (!isCompared) return html`${one} ${channelView(state, actions)}`
  return html`
    <div class="beside">
      <div><h3>${texts.now}</h3>${one}</div>
      <div id="compared">
        <h3>${comparedTitle(state)}</h3>
        ${awaited(state.answers.activations, other => comparedMaps(state, other))}
      </div>
    </div>
    ${channelView(state, actions)}
  `
}

function layerMaps(state: State, activations: ActivationMaps, actions: Actions): TemplateResult {
  const { layer, shape } = activations
  const { order } = state.view
  const found = state.answers.contributions
  const contributions =
    found !== undefined && 'result' in found && found.result.layer === layer ? found.result : undefined
  const known = order === 'contribution' ? contributions : undefined
  const tiles = channelTiles(activations, state.view, known?.channels)
  return html`
    ${numbers(state, activations)}
    ${order === 'contribution' ? contributionNote(state, known?.label) : nothing}
    <tile-view
      .name=${'activations'}
      .layer=${layer}
      .tiles=${tiles}
      .label=${texts.label(layer, formatSizes(shape), String(activations.channels.length))}
      .hint=${shape.length === 3 ? texts.hint : texts.unitHint}
      .chosen=${state.channel}
      @pick=${({ detail }: CustomEvent<Pick>) => pick(activations, detail, actions)}
    ></tile-view>
    ${legend(state, activations)}
    <p class="more">${exportTiles('activations', layer, tiles, actions)}</p>
  `
}

/** The maps beside, drawn in the same way; their order is that of the maps they are compared with, channel by channel. */
function comparedMaps(state: State, other: ActivationMaps): TemplateResult {
  const { layer, shape, channels } = other
  return html`
    ${numbers(state, other)}
    <tile-view
      .name=${'activations-compared'}
      .layer=${layer}
      .tiles=${channelTiles(other, comparedOrder(state, other))}
      .label=${texts.label(layer, formatSizes(shape), String(channels.length))}
      .hint=${''}
      .chosen=${layer === state.activations?.layer ? state.channel : undefined}
    ></tile-view>
    ${legend(state, other)}
  `
}

function comparedOrder({ view, activations }: State, { channels }: ActivationMaps) {
  // What one channel shows is compared with what the same one shows: both by number, where they are as many.
  const same = activations?.channels.length === channels.length
  return { ...view, order: view.order === 'contribution' || same ? ('channel' as const) : view.order }
}

function contributionNote(state: State, label: string | undefined): TemplateResult {
  const found = state.answers.contributions
  if (found !== undefined && 'failure' in found)
    return html`<p class="notice" id="contribution-failure">${strings.failure(found.failure.message, found.failure.action)}</p>`
  return html`<p class="hint" id="contribution">${label === undefined ? strings.waiting : texts.contribution(label)}</p>`
}

function pick({ layer, shape }: ActivationMaps, { tile, y, x }: Pick, actions: Actions): void {
  actions.chooseChannel(tile)
  if (shape.length !== 3) return
  const [height, width] = shape
  actions.chooseCell({ layer, y: Math.floor(y * height), x: Math.floor(x * width) })
}

function numbers({ loaded }: State, { layer, shape, channels }: ActivationMaps): TemplateResult {
  const { min, max, mean, dead, saturated, notFinite } = layerStatistics(channels)
  const kind = loaded?.layers.find(({ name }) => name === layer)?.kind
  const unit = shape.length === 1 ? texts.ofUnits : texts.ofChannels
  const count = (value: number) => unit(formatCount(value), formatCount(channels.length))
  return html`
    <dl class="numbers">
      ${number(texts.layer, kind === undefined ? layer : `${layer} (${kind})`)} ${number(texts.shape, formatSizes(shape))}
      ${number(texts.minimum, formatNumber(min))} ${number(texts.mean, formatNumber(mean))} ${number(texts.maximum, formatNumber(max))}
      ${number(texts.dead, count(dead), dead > 0, texts.deadMeans)}
      ${saturated === 0 ? nothing : number(texts.saturated, count(saturated), true, texts.saturatedMeans)}
      ${notFinite === 0 ? nothing : number(texts.notFinite, count(notFinite), true, texts.notFiniteMeans)}
    </dl>
  `
}

function legend(state: State, { channels, shape }: ActivationMaps): TemplateResult {
  const { min, max } = layerStatistics(channels)
  const isShared = shape.length === 1 || state.view.range === 'layer'
  const { colours } = state.view
  return html`
    <div class="legend">
      <span>${isShared ? formatNumber(min) : texts.ownMinimum}</span>
      <canvas class="scale" aria-hidden="true" ${paint(canvas => drawScale(canvas, colours), colours)}></canvas>
      <span>${isShared ? formatNumber(max) : texts.ownMaximum}</span>
    </div>
  `
}

function drawScale(canvas: HTMLCanvasElement, colours: ColorTableName): void {
  Object.assign(canvas, { width: 256, height: 1 })
  const image = new ImageData(256, 1)
  for (let entry = 0; entry < 256; entry++)
    image.data.set([...colorTables[colours].subarray(3 * entry, 3 * entry + 3), 255], 4 * entry)
  canvas.getContext('2d')!.putImageData(image, 0, 0)
}
