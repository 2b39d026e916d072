import { html, nothing, type TemplateResult } from 'lit'
import type { KernelMatrix, KernelTiles, KernelView, LayerKernels } from '../../../engine/requests'
import { button, dropdown } from '../../controls'
import { formatCount, formatNumber, formatSizes } from '../../format'
import { paint } from '../../paint'
import { filterLayer, filterLayers } from '../../selectors'
import type { FiltersState, State } from '../../state'
import { strings } from '../../strings/strings'
import type { Actions } from '../actions'
import { awaited } from '../awaited'
import { exportPng, exportTiles } from '../exportPng'
import { layerChoices } from '../layerChoices'
import { number } from '../number'
import { coloursOfLevels } from '../tiles/colours'
import { signedColour } from '../tiles/signedColours'
import type { Pick } from '../tiles/tileView'
import '../tiles/tileView'
import { untrainedBadge } from '../untrainedBadge'
import { filterView } from './filterView'
import { filterOrder, filterTold, kernelTiles, scaleOf } from './kernelTiles'
import type { PickedCell } from './matrixView'
import { takesBlueFirst } from './takesBlueFirst'
import './matrixView'

const texts = strings.filters

/** What the filters of one layer look for: their weights as pictures, with the numbers behind the colours. */
export function filtersView(state: State, actions: Actions): TemplateResult {
  const layer = filterLayer(state)
  return html`
    <section class="card" aria-labelledby="filters-title">
      <h2 id="filters-title">${texts.title} ${untrainedBadge(state)}</h2>
      ${
        layer === undefined
          ? html`<p class="hint">${state.loaded === undefined ? strings.waiting : texts.none}</p>`
          : awaited(state.answers.kernels, kernels => shown(state, layer, kernels, actions))
      }
    </section>
  `
}

function shown(state: State, layer: string, kernels: LayerKernels, actions: Actions): TemplateResult {
  return html`
    ${controls(state, layer, kernels, actions)} ${numbers(state, kernels)}
    ${kernels.picture.kind === 'tiles' ? tiles(state, kernels, kernels.picture, actions) : matrix(state, kernels, kernels.picture, actions)}
    ${filterView(state, kernels, actions)}
  `
}

function controls(state: State, layer: string, kernels: LayerKernels, actions: Actions): TemplateResult {
  const { order, range } = state.filters
  const { view, views, channels, weight, weights } = kernels
  const change = (next: Partial<FiltersState>) => actions.dispatch({ type: 'filtersChanged', change: next })
  const choices = <Value extends string>(values: readonly Value[], names: Readonly<Record<Value, string>>) =>
    values.map(value => ({ value, label: names[value] }))
  return html`
    <div class="controls">
      ${dropdown({ id: 'filters-layer', label: strings.activations.layer, value: layer, choices: layerChoices({ loaded: state.loaded && { ...state.loaded, layers: filterLayers(state) } }), choose: actions.chooseLayer })}
      ${
        weights.length < 2
          ? nothing
          : dropdown({
              ...{ id: 'filters-weight', label: texts.weight, value: weight },
              choices: weights.map(value => ({ value, label: texts.weights(value) })),
              choose: next => change({ weight: next, filter: undefined, view: undefined }),
            })
      }
      ${
        views.length < 2
          ? nothing
          : dropdown({
              ...{ id: 'filters-view', label: texts.show, value: view.of, choices: choices(views, texts.views) },
              choose: of => change({ view: viewOf(of as KernelView['of']) }),
            })
      }
      ${view.of === 'channel' && channels > 1 ? channelField(view.channel, channels, change) : nothing}
      ${dropdown({
        ...{ id: 'filters-order', label: strings.activations.order, value: order },
        choices: choices(['filter', 'norm'], texts.orders),
        choose: next => change({ order: next as FiltersState['order'] }),
      })}
      ${
        view.of === 'matrix'
          ? nothing
          : dropdown({
              ...{ id: 'filters-range', label: strings.activations.range, value: range },
              choices: choices(['layer', 'filter'], texts.ranges),
              choose: next => change({ range: next as FiltersState['range'] }),
            })
      }
      ${button(strings.activations.showCode, () => actions.revealLayer(layer), { id: 'filters-reveal' })}
    </div>
  `
}

function viewOf(of: KernelView['of']): KernelView {
  return of === 'channel' ? { of, channel: 0 } : { of }
}

function channelField(
  channel: number,
  channels: number,
  change: (next: Partial<FiltersState>) => void,
): TemplateResult {
  const changed = ({ currentTarget }: Event) => {
    const wanted = Math.round(Number((currentTarget as HTMLInputElement).value))
    change({ view: { of: 'channel', channel: Math.min(channels - 1, Math.max(0, wanted)) } })
  }
  return html`
    <label class="field search">
      <span class="label">${texts.inputChannel(String(channels - 1))}</span>
      <input id="filters-channel" type="number" min="0" max=${channels - 1} .value=${String(channel)} @change=${changed} />
    </label>
  `
}

function numbers(
  state: State,
  { layer, width, height, channels, groups, filters, weight }: LayerKernels,
): TemplateResult {
  const kind = state.loaded?.layers.find(({ name }) => name === layer)?.kind
  const count = (is: (filter: LayerKernels['filters'][number]) => boolean) => filters.filter(is).length
  const [dead, twins] = [count(filter => filter.dead), count(({ twin }) => twin !== undefined)]
  const broken = count(({ notFinite }) => notFinite > 0)
  const of = (part: number) => texts.ofFilters(formatCount(part), formatCount(filters.length))
  const norms = filters.map(({ norm }) => norm)
  const least = filters.reduce((less, { min }) => Math.min(less, min), Infinity)
  const most = filters.reduce((more, { max }) => Math.max(more, max), -Infinity)
  const mean = filters.reduce((sum, filter) => sum + filter.mean, 0) / filters.length
  return html`
    <dl class="numbers">
      ${number(strings.activations.layer, kind === undefined ? layer : `${layer} (${kind})`)}
      ${number(texts.weight, texts.weights(weight))}
      ${number(texts.window, formatSizes([height, width]))} ${number(texts.count, formatCount(filters.length))}
      ${number(texts.channelsSeen, groups === 1 ? formatCount(channels) : texts.inGroups(formatCount(channels), formatCount(groups)))}
      ${number(strings.activations.minimum, formatNumber(least))} ${number(strings.activations.mean, formatNumber(mean))}
      ${number(strings.activations.maximum, formatNumber(most))}
      ${number(texts.norm, `${formatNumber(norms.reduce((a, b) => Math.min(a, b), Infinity))} … ${formatNumber(norms.reduce((a, b) => Math.max(a, b), 0))}`, false, texts.normMeans)}
      ${number(strings.activations.dead, of(dead), dead > 0, texts.deadMeans)}
      ${number(texts.twins, of(twins), twins > 0, texts.twinsMeans)}
      ${broken === 0 ? nothing : number(strings.activations.notFinite, of(broken), true, strings.activations.notFiniteMeans)}
    </dl>
  `
}

function tiles(state: State, kernels: LayerKernels, picture: KernelTiles, actions: Actions): TemplateResult {
  const { layer, filters, view, height, width } = kernels
  const drawn = kernelTiles(kernels, picture, state.filters, takesBlueFirst(state, layer))
  const pick = ({ detail }: CustomEvent<Pick>) => choose(actions, detail.tile)
  return html`
    ${view.of === 'colours' ? html`<p class="hint">${texts.coloursHint}</p>` : nothing}
    ${picture.drawn === filters.length ? nothing : html`<p class="hint">${texts.drawn(formatCount(picture.drawn), formatCount(filters.length))}</p>`}
    <tile-view
      .name=${'kernels'}
      .layer=${layer}
      .tiles=${drawn}
      .label=${texts.label(layer, formatSizes([height, width]), formatCount(drawn.order.length))}
      .hint=${texts.hint}
      .chosen=${state.filters.filter}
      @pick=${pick}
    ></tile-view>
    ${legend(state, kernels, picture)}
    <p class="more">${exportTiles('kernels', `${layer} ${kernels.weight}`, drawn, actions)}</p>
  `
}

function choose({ dispatch }: Actions, filter: number): void {
  dispatch({ type: 'filtersChanged', change: { filter, channel: 0 } })
}

function matrix(state: State, kernels: LayerKernels, picture: KernelMatrix, actions: Actions): TemplateResult {
  const { layer, filters, channels, largest } = kernels
  const { rows, columns, filtersEach, channelsEach, values } = picture
  // Rows of several filters keep the order of the layer.
  const order =
    filtersEach === 1 ? filterOrder(kernels, state.filters.order) : Array.from({ length: rows }, (_, i) => i)
  const together = filtersEach > 1 || channelsEach > 1
  const readout = ({ row, column }: PickedCell) => {
    const value = formatNumber(values[row * columns + column])
    const from = column * channelsEach
    const to = Math.min(channels, from + channelsEach) - 1
    const seen = from === to ? texts.channel(String(from)) : texts.channelsFrom(String(from), String(to))
    const of =
      filtersEach === 1
        ? filterTold(kernels, row)
        : texts.filtersFrom(String(row * filtersEach), String(Math.min(filters.length, (row + 1) * filtersEach) - 1))
    return texts.cell(seen, value, of)
  }
  return html`
    ${together ? html`<p class="hint">${texts.together(String(filtersEach), String(channelsEach))}</p>` : nothing}
    <matrix-view
      .matrix=${picture}
      .order=${order}
      .largest=${largest}
      .label=${texts.matrixLabel(layer, formatCount(filters.length), formatCount(channels))}
      .hint=${texts.matrixHint}
      .readout=${readout}
      @pick=${({ detail }: CustomEvent<PickedCell>) => choose(actions, detail.row * filtersEach)}
    ></matrix-view>
    ${legend(state, kernels, picture)}
    <p class="more">${exportPng('kernel-matrix', `${layer} ${kernels.weight}`, actions)}</p>
  `
}

/** What the colours mean. */
function legend(state: State, kernels: LayerKernels, picture: KernelTiles | KernelMatrix): TemplateResult {
  const { view } = kernels
  const isShared = view.of === 'matrix' || state.filters.range === 'layer'
  const end = formatNumber(scaleOf(kernels, picture))
  const [from, to] = isShared
    ? [view.of === 'norm' ? '0' : `−${end}`, end]
    : [view.of === 'norm' ? '0' : texts.ownLeast, texts.ownMost]
  return html`
    <div class="legend" id="filters-legend">
      <span>${from}</span>
      <canvas class="scale" aria-hidden="true" ${paint(canvas => drawScale(canvas, view.of), view.of)}></canvas>
      <span>${to}</span>
    </div>
  `
}

function drawScale(canvas: HTMLCanvasElement, of: KernelView['of']): void {
  Object.assign(canvas, { width: 255, height: 1 })
  const image = new ImageData(255, 1)
  const palette = coloursOfLevels(of === 'norm' ? 'viridis' : 'grey')
  const colour = (level: number) =>
    of === 'norm' || of === 'colours' ? palette[level] : signedColour((level - 127) / 127, 1)
  new Uint32Array(image.data.buffer).set(Array.from({ length: 255 }, (_, level) => colour(level)))
  canvas.getContext('2d')!.putImageData(image, 0, 0)
}
