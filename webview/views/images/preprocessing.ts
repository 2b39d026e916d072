import { html, nothing, type TemplateResult } from 'lit'
import type { Preprocessing } from '../../../builder/graph'
import { preprocessingProblem } from '../../../engine/preprocessingProblem'
import { button, dropdown } from '../../controls'
import { formatNumber } from '../../format'
import { inputShape, preprocessingOf } from '../../selectors'
import type { State } from '../../state'
import { strings } from '../../strings/strings'
import type { Actions } from '../actions'
import { parseNumbers } from './parseNumbers'
import { PRESETS, type PresetName, presetOf } from './presets'

/** How an image becomes the network's input: as the model says, or as the user changes it here. */
export function preprocessingView(state: State, actions: Actions): TemplateResult | typeof nothing {
  const input = inputShape(state)
  if (input === undefined || input.length !== 3) return nothing
  const now = preprocessingOf(state)
  const channels = Number(input[2])
  const isOpen = typeof input[0] !== 'number' || typeof input[1] !== 'number'
  const problem = preprocessingProblem(now, channels)
  const change = (part: Partial<Preprocessing>) => actions.changePreprocessing(normal({ ...now, ...part }))
  return html`
    <details class="preprocessing" id="preprocessing">
      <summary>${strings.preprocessing.title}: ${summary(state, input, now)} <span class="badge">${strings.preprocessing.sources[source(state)]}</span></summary>
      <div class="controls">
        ${preset(now, change)} ${resize(now, change)} ${channels === 3 ? order(now, change) : nothing}
        ${numbers('scale', strings.preprocessing.scale, [now.scale ?? 1], 1, values => change({ scale: values[0] }))}
        ${numbers('mean', strings.preprocessing.mean, now.mean ?? [0], channels, mean => change({ mean }))}
        ${numbers('deviation', strings.preprocessing.deviation, now.standardDeviation ?? [1], channels, standardDeviation => change({ standardDeviation }))}
        ${isOpen ? numbers('size', strings.preprocessing.size, now.size ?? [], 2, size => change({ size: size as [number, number] })) : nothing}
        ${
          state.preprocessing === undefined
            ? nothing
            : button(strings.preprocessing.reset, () => actions.changePreprocessing(undefined), {
                id: 'reset-preprocessing',
              })
        }
      </div>
      ${problem === undefined ? nothing : html`<p class="notice error" id="preprocessing-problem">${problem}</p>`}
      <p class="hint">${strings.preprocessing.formula}</p>
    </details>
  `
}

function source({ preprocessing, model }: State): keyof typeof strings.preprocessing.sources {
  if (preprocessing !== undefined) return 'user'
  return model?.graph.info.preprocessing === undefined ? 'none' : 'model'
}

function summary({ images, image }: State, [height, width, channels]: readonly unknown[], now: Preprocessing): string {
  const pixels = images.find(({ id }) => id === image)?.pixels
  const side = (fixed: unknown, axis: 0 | 1) =>
    typeof fixed === 'number' ? fixed : (now.size?.[axis] ?? (axis === 0 ? pixels?.height : pixels?.width) ?? '?')
  const colours = channels === 1 ? strings.preprocessing.grey : (now.channelOrder ?? 'rgb').toUpperCase()
  const name = presetOf(now)
  const scaling = name === undefined ? strings.preprocessing.own : strings.preprocessing.presets[name]
  return [
    `${side(height, 0)}×${side(width, 1)}`,
    strings.preprocessing.resizes[now.resize ?? 'stretch'],
    colours,
    scaling,
  ].join(' · ')
}

type Change = (part: Partial<Preprocessing>) => void

function preset(now: Preprocessing, change: Change): TemplateResult {
  const value = presetOf(now) ?? 'own'
  const names = Object.keys(PRESETS) as PresetName[]
  const choices = names.map(name => ({ value: name as string, label: strings.preprocessing.presets[name] as string }))
  if (value === 'own') choices.push({ value: 'own', label: strings.preprocessing.own })
  const nothingOf = { scale: undefined, mean: undefined, standardDeviation: undefined, channelOrder: undefined }
  const choose = (name: string) => {
    if (name !== 'own') change({ ...nothingOf, ...PRESETS[name as PresetName] })
  }
  return dropdown({ id: 'preset', label: strings.preprocessing.preset, value, choices, choose })
}

function resize({ resize: value = 'stretch' }: Preprocessing, change: Change): TemplateResult {
  const choices = (['stretch', 'crop', 'pad'] as const).map(one => ({
    value: one,
    label: strings.preprocessing.resizes[one],
  }))
  const choose = (one: string) => change({ resize: one as Preprocessing['resize'] })
  return dropdown({ id: 'resize', label: strings.preprocessing.resize, value, choices, choose })
}

function order({ channelOrder: value = 'rgb' }: Preprocessing, change: Change): TemplateResult {
  const choices = ['rgb', 'bgr'].map(one => ({ value: one, label: one.toUpperCase() }))
  const choose = (one: string) => change({ channelOrder: one as Preprocessing['channelOrder'] })
  return dropdown({ id: 'channel-order', label: strings.preprocessing.order, value, choices, choose })
}

/** A field for one number, or for as many as there are; what is none stays in the field, marked, and changes nothing. */
function numbers(
  id: string,
  label: string,
  values: readonly number[],
  count: number,
  change: (values: number[]) => void,
): TemplateResult {
  const changed = ({ currentTarget }: Event) => {
    const field = currentTarget as HTMLInputElement
    const parsed = parseNumbers(field.value)
    const fits = parsed !== undefined && (parsed.length === count || (parsed.length === 1 && id !== 'size'))
    field.setAttribute('aria-invalid', String(!fits))
    field.setCustomValidity(fits ? '' : strings.preprocessing.wanted(String(count)))
    field.reportValidity()
    if (fits) change(parsed)
  }
  const text = Array.isArray(values) ? values.map(write).join(', ') : ''
  return html`
    <div class="field">
      <label class="label" for="preprocessing-${id}">${label}</label>
      <input type="text" class="numbers-field" id="preprocessing-${id}" .value=${text} spellcheck="false" @change=${changed} />
    </div>
  `
}

/** `1/255` is what people write, and 0.00392… what nobody recognises. */
function write(value: number): string {
  const below = 1 / value
  return Math.abs(value) < 0.1 && Math.abs(below * 2 - Math.round(below * 2)) < 1e-9
    ? `1/${Math.round(below * 2) / 2}`
    : formatExact(value)
}

function formatExact(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(7))) : formatNumber(value)
}

/** Without what is so by itself. */
function normal({ scale, mean, standardDeviation, channelOrder, resize, size }: Preprocessing): Preprocessing {
  return {
    ...(scale === undefined || scale === 1 ? {} : { scale }),
    ...(mean === undefined || mean.every(value => value === 0) ? {} : { mean }),
    ...(standardDeviation === undefined || standardDeviation.every(value => value === 1) ? {} : { standardDeviation }),
    ...(channelOrder === 'bgr' ? { channelOrder } : {}),
    ...(resize === undefined || resize === 'stretch' ? {} : { resize }),
    ...(size === undefined ? {} : { size }),
  }
}
