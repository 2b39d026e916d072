import { html, nothing, type TemplateResult } from 'lit'
import type { ActivationMaps } from '../../../engine/requests'
import { button, dropdown } from '../../controls'
import { formatCount, formatNumber, formatSizes } from '../../format'
import { colourRange, showsUnits } from '../../selectors'
import type { ChannelOrder, State } from '../../store'
import type { Actions } from '../actions'
import type { Place } from './channelMaps'
import './channelMaps'
import { exportPng } from '../exportPng'
import { untrainedBadge } from '../untrainedBadge'
import { layerStatistics } from './channelGrid'

const ORDERS: readonly { value: ChannelOrder; label: string }[] = [
  { value: 'channel', label: 'By number' },
  { value: 'mean', label: 'Highest mean first' },
  { value: 'max', label: 'Highest maximum first' },
]

const RANGES = [
  { value: 'channel', label: 'Each channel its own' },
  { value: 'layer', label: 'One for the layer' },
]

/** The maps of one layer: every channel as a picture, with the numbers behind the colours. */
export function activationsView(state: State, actions: Actions): TemplateResult {
  const { loaded, layer, activations, view } = state
  const choices = (loaded?.layers ?? []).map(({ name, shape }) => ({
    value: name,
    label: `${name} · ${formatSizes(shape)}`,
  }))
  const ranges = showsUnits(state) ? RANGES.filter(({ value }) => value === 'layer') : RANGES
  return html`
    <section class="card" aria-labelledby="activations-title">
      <h2 id="activations-title">Activations ${untrainedBadge(state)}</h2>
      <div class="controls">
        ${dropdown({ id: 'layer', label: 'Layer', value: layer ?? '', choices, choose: actions.chooseLayer })}
        ${dropdown({
          ...{ id: 'order', label: 'Order', value: view.order, choices: ORDERS },
          choose: order => actions.changeView({ order: order as ChannelOrder }),
        })}
        ${dropdown({
          ...{ id: 'range', label: 'Colour scale', value: colourRange(state), choices: ranges },
          choose: range => actions.changeView({ range: range as State['view']['range'] }),
        })}
        ${layer === undefined ? nothing : button('Show Code', () => actions.revealLayer(layer), { id: 'reveal' })}
      </div>
      ${activations === undefined ? html`<p class="hint">The maps appear here once an image has run through the network.</p>` : maps(state, activations, actions)}
    </section>
  `
}

function maps(state: State, activations: ActivationMaps, actions: Actions): TemplateResult {
  const { shape, channels, drawn, layer } = activations
  const unit = shape.length === 1 ? 'units' : 'channels'
  const { min, max, mean, dead } = layerStatistics(channels)
  const isShared = shape.length === 1 || state.view.range === 'layer'
  const kind = state.loaded?.layers.find(({ name }) => name === layer)?.kind
  return html`
    <dl class="numbers">
      ${number('layer', kind === undefined ? layer : `${layer} (${kind})`)} ${number('shape', formatSizes(shape))}
      ${number('minimum', formatNumber(min))} ${number('mean', formatNumber(mean))} ${number('maximum', formatNumber(max))}
      ${number('dead', `${formatCount(dead)} of ${formatCount(channels.length)} ${unit}`, dead > 0)}
    </dl>
    <channel-maps
      .activations=${activations}
      .order=${state.view.order}
      @place=${({ detail }: CustomEvent<Place>) => actions.chooseCell({ layer, ...detail })}
    ></channel-maps>
    <div class="legend">
      ${exportPng('activations', layer, actions)}
      <span>${isShared ? formatNumber(min) : 'channel’s minimum'}</span>
      <span class="scale" aria-hidden="true"></span>
      <span>${isShared ? formatNumber(max) : 'channel’s maximum'}</span>
    </div>
    ${
      drawn < channels.length
        ? html`<p class="more">
            The first ${formatCount(drawn)} of ${formatCount(channels.length)} ${unit}.
            ${button('Show All', () => actions.changeView({ limit: channels.length }), { id: 'show-all' })}
          </p>`
        : nothing
    }
  `
}

function number(name: string, value: string, remarkable = false): TemplateResult {
  return html`<div class=${remarkable ? 'remarkable' : ''}><dt>${name}</dt><dd>${value}</dd></div>`
}
