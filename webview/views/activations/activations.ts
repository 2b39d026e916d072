import { html, nothing, type TemplateResult } from 'lit'
import type { ActivationMaps } from '../../../engine/requests'
import { button, dropdown } from '../../controls'
import { formatCount, formatNumber, formatSizes } from '../../format'
import { colourRange, showsUnits } from '../../selectors'
import type { ChannelOrder, State } from '../../store'
import { strings } from '../../strings/strings'
import type { Actions } from '../actions'
import type { Place } from './channelMaps'
import './channelMaps'
import { exportPng } from '../exportPng'
import { untrainedBadge } from '../untrainedBadge'
import { layerStatistics } from './channelGrid'

const texts = strings.activations
const ORDERS = Object.entries(texts.orders).map(([value, label]) => ({ value, label }))
const RANGES = Object.entries(texts.ranges).map(([value, label]) => ({ value, label }))

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
      <h2 id="activations-title">${texts.title} ${untrainedBadge(state)}</h2>
      <div class="controls">
        ${dropdown({ id: 'layer', label: texts.layer, value: layer ?? '', choices, choose: actions.chooseLayer })}
        ${dropdown({
          ...{ id: 'order', label: texts.order, value: view.order, choices: ORDERS },
          choose: order => actions.changeView({ order: order as ChannelOrder }),
        })}
        ${dropdown({
          ...{ id: 'range', label: texts.range, value: colourRange(state), choices: ranges },
          choose: range => actions.changeView({ range: range as State['view']['range'] }),
        })}
        ${layer === undefined ? nothing : button(texts.showCode, () => actions.revealLayer(layer), { id: 'reveal' })}
      </div>
      ${activations === undefined ? html`<p class="hint">${texts.waiting}</p>` : maps(state, activations, actions)}
    </section>
  `
}

function maps(state: State, activations: ActivationMaps, actions: Actions): TemplateResult {
  const { shape, channels, drawn, layer } = activations
  const isUnits = shape.length === 1
  const counts = [formatCount(drawn), formatCount(channels.length)] as const
  const { min, max, mean, dead } = layerStatistics(channels)
  const isShared = isUnits || state.view.range === 'layer'
  const kind = state.loaded?.layers.find(({ name }) => name === layer)?.kind
  return html`
    <dl class="numbers">
      ${number(texts.layerName, kind === undefined ? layer : `${layer} (${kind})`)} ${number(texts.shape, formatSizes(shape))}
      ${number(texts.minimum, formatNumber(min))} ${number(texts.mean, formatNumber(mean))} ${number(texts.maximum, formatNumber(max))}
      ${number(texts.dead, (isUnits ? texts.deadUnits : texts.deadChannels)(formatCount(dead), counts[1]), dead > 0)}
    </dl>
    <channel-maps
      .activations=${activations}
      .order=${state.view.order}
      @place=${({ detail }: CustomEvent<Place>) => actions.chooseCell({ layer, ...detail })}
    ></channel-maps>
    <div class="legend">
      ${exportPng('activations', layer, actions)}
      <span>${isShared ? formatNumber(min) : texts.ownMinimum}</span>
      <span class="scale" aria-hidden="true"></span>
      <span>${isShared ? formatNumber(max) : texts.ownMaximum}</span>
    </div>
    ${
      drawn < channels.length
        ? html`<p class="more">
            ${(isUnits ? texts.someUnits : texts.someChannels)(...counts)}
            ${button(texts.showAll, () => actions.changeView({ limit: channels.length }), { id: 'show-all' })}
          </p>`
        : nothing
    }
  `
}

function number(name: string, value: string, remarkable = false): TemplateResult {
  return html`<div class=${remarkable ? 'remarkable' : ''}><dt>${name}</dt><dd>${value}</dd></div>`
}
