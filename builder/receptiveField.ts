import { byLayer } from './byLayer'
import type { Dimension } from './dimension'
import { type Graph, inputShapes, type Layer, layersByName } from './graph'
import { average, type Growth, grown, largest } from './growth'
import { kindOf } from './layerKinds'
import type { Shape } from './shape'
import type { Window } from './window'

/** One number an axis (height, width), in input pixels; null where it cannot be known. */
export type Axes = readonly [number | null, number | null]

/** The part of the input that an output element is computed from, through windows alone. */
export interface Field {
  readonly size: Axes
  /** How far the field moves when the output element moves by one. */
  readonly stride: Axes
  /** How far the first element's field reaches beyond the image's first pixel; negative where it starts inside. */
  readonly padding: Axes
}

export interface ReceptiveField extends Field {
  /** Whether the whole image is seen: after global pooling, flatten or dense, or through a gate. */
  readonly global: boolean
  /**
   * `misaligned`: paths of different stride or centre meet, so that the field is a union that no single window has.
   * `bound`: fields differ from place to place, and each lies within the one given.
   */
  readonly status: 'exact' | 'misaligned' | 'bound'
  /** Where the whole image is seen through one path only (a gate, image pooling): the field through the others. */
  readonly throughConvolutions?: Field
}

/** A field on its way along the layers: `size` is what it had before the first enlargement, on each axis. */
interface Local extends Field {
  readonly growths: readonly [readonly Growth[], readonly Growth[]]
}

interface State {
  readonly local: Local | undefined
  readonly global: boolean
  readonly misaligned: boolean
  readonly bound: boolean
}

/**
 * The receptive field of every layer's output. Of several inputs, `input` names the one whose pixels are meant, and layers that
 * do not rest on it have none; without it, fields in different inputs are united as if these lay over each other.
 *
 * A field is carried along the layers as in Araujo, Norris and Sim 2019 (Computing Receptive Fields of Convolutional
 * Neural Networks, https://distill.pub/2019/computing-receptive-fields, eqs. 1–3 solved forward): with window k, stride
 * s and padding p, size grows by (k − 1)·S, padding by p·S, and the stride S is multiplied by s. Where paths meet, the
 * field is the union of theirs.
 */
export function receptiveFields(graph: Graph, input?: string): ReadonlyMap<string, ReceptiveField> {
  const byName = layersByName(graph)
  const image = byName.get(input ?? graph.inputs[0])?.outputShapes[0] ?? []
  const states = new Map<string, State>()
  const fields = new Map<string, ReceptiveField>()
  // What an elementwise layer sees is what its input sees.
  const finished = new Map<State, ReceptiveField>()
  for (const layer of graph.layers) {
    if (input !== undefined && layer.name !== input && !layer.inputs.some(edge => states.has(edge.layer))) continue
    const state = stateAfter(layer, byName, states)
    states.set(layer.name, state)
    const field = finished.get(state) ?? finish(state, image)
    finished.set(state, field)
    fields.set(layer.name, field)
  }
  return fields
}

function stateAfter(layer: Layer, layers: ReadonlyMap<string, Layer>, states: ReadonlyMap<string, State>): State {
  if (layer.inputs.length === 0) return SEES_ITSELF
  const merged = layer.inputs.flatMap(edge => states.get(edge.layer) ?? []).reduce(union)
  const window = windowOf(layer, inputShapes(layer, layers))
  if (window === 'elementwise') return merged
  if (window === 'gate') return { ...merged, global: true }
  if (window === 'global') return { ...merged, local: undefined, global: true }
  const bound = merged.bound || window.bound === true
  const { global, misaligned, local } = merged
  return { local: local && slideOver(local, window), global, misaligned, bound }
}

/** The window of a layer on inputs of the given shapes, in its own input's pixels. */
export const windowOf = byLayer((layer, inputs): Window => {
  // A layer in the place of one that has a problem has no options at all.
  const hasNone = layer.unknownOptions?.some(option => !Object.hasOwn(layer.options, option))
  return hasNone ? UNKNOWN_WINDOW : kindOf(layer).window(layer.options as never, inputs, layer.outputShapes)
})

const POINT: Local = { size: [1, 1], stride: [1, 1], padding: [0, 0], growths: [[], []] }
const SEES_ITSELF: State = { local: POINT, global: false, misaligned: false, bound: false }
const UNKNOWN_WINDOW: Window = {
  size: [Number.NaN, Number.NaN],
  stride: [Number.NaN, Number.NaN],
  padding: [undefined, undefined],
}

function slideOver({ size, stride, padding, growths }: Local, window: Exclude<Window, string>): Local {
  const along = (axis: 0 | 1) => {
    const step = stride[axis]
    const span = known(window.size[axis])
    const move = known(window.stride[axis])
    const border = known(window.padding[axis])
    const gain = combine(span, step, 1, (k, s) => (k - 1) * s)
    const gained = growths[axis].length > 0 && gain !== null ? grown(growths[axis], gain) : growths[axis]
    const enlarged = move !== null && move < 1 && step !== null
    return {
      size: growths[axis].length > 0 && gain !== null ? size[axis] : combine(size[axis], gain, 1, (r, g) => r + g),
      stride: combine(step, move, 1, (s, m) => s * m),
      padding: combine(padding[axis], border, step, (p, b, s) => p + b * s),
      growths: enlarged ? [...gained, { spacing: step, gained: 0 }] : gained,
    }
  }
  return bothAxes(along(0), along(1))
}

interface Axis {
  readonly size: number | null
  readonly stride: number | null
  readonly padding: number | null
  readonly growths: readonly Growth[]
}

function bothAxes(rows: Axis, columns: Axis): Local {
  return {
    size: [rows.size, columns.size],
    stride: [rows.stride, columns.stride],
    padding: [rows.padding, columns.padding],
    growths: [rows.growths, columns.growths],
  }
}

function union(a: State, b: State): State {
  if (a === b) return a
  const misaligned = a.misaligned || b.misaligned
  const bound = a.bound || b.bound
  const global = a.global || b.global
  if (!a.local || !b.local) return { local: a.local ?? b.local, global, misaligned, bound }
  const [rows, columns] = [unionAlong(a.local, b.local, 0), unionAlong(a.local, b.local, 1)]
  return {
    local: bothAxes(rows, columns),
    global,
    misaligned: misaligned || rows.misaligned || columns.misaligned,
    bound: bound || rows.bound || columns.bound,
  }
}

function unionAlong(a: Local, b: Local, axis: 0 | 1) {
  const [sizeA, sizeB, strideA, strideB] = [sizeOf(a, axis), sizeOf(b, axis), a.stride[axis], b.stride[axis]]
  const [paddingA, paddingB] = [a.padding[axis], b.padding[axis]]
  const stride = combine(strideA, strideB, 1, Math.max)
  if (paddingA === null || paddingB === null || sizeA === null || sizeB === null) {
    // Without the padding the fields are taken to share their centre, as networks are built to.
    const larger = sizeA !== null && sizeB !== null && sizeA >= sizeB ? a : b
    const size = sizeA === null || sizeB === null ? null : larger.size[axis]
    return { size, stride, padding: null, growths: larger.growths[axis], misaligned: false, bound: false }
  }
  const padding = Math.max(paddingA, paddingB)
  const reach = Math.max(sizeA - paddingA, sizeB - paddingB)
  const centreA = centreOf(a, axis, paddingA)
  const misaligned = strideA !== strideB || Math.abs(centreA - centreOf(b, axis, paddingB)) > 1e-6
  const wider = [
    { local: a, size: sizeA, before: paddingA },
    { local: b, size: sizeB, before: paddingB },
  ].find(({ size, before }) => before === padding && size - before === reach)
  if (wider) {
    const { size, growths } = wider.local
    return { size: size[axis], stride, padding, growths: growths[axis], misaligned, bound: false }
  }
  // Neither holds the other: from here on no more is known than that the union is not larger.
  const growths = (a.growths[axis].length > b.growths[axis].length ? a : b).growths[axis]
  const emptied = growths.map(({ spacing }) => ({ spacing, gained: 0 }))
  return { size: padding + reach, stride, padding, growths: emptied, misaligned, bound: emptied.length > 0 }
}

/** The largest field at any place. */
function sizeOf({ size, growths }: Local, axis: 0 | 1): number | null {
  const own = size[axis]
  return own === null ? null : own + largest(growths[axis])
}

function centreOf({ size, growths }: Local, axis: 0 | 1, padding: number): number {
  return (size[axis]! + average(growths[axis]) - 1) / 2 - padding
}

function finish({ local, global, misaligned, bound }: State, image: Shape): ReceptiveField {
  const status = misaligned ? 'misaligned' : bound ? 'bound' : 'exact'
  const size: Axes | undefined = local && [roundedUp(sizeOf(local, 0)), roundedUp(sizeOf(local, 1))]
  if (!global && local) return { size: size!, stride: local.stride, padding: local.padding, global, status }
  const whole = wholeOf(image)
  const everything = { size: whole, stride: whole, padding: [0, 0], global: true, status } as const
  if (!local) return everything
  return { ...everything, throughConvolutions: { size: size!, stride: local.stride, padding: local.padding } }
}

/** A sequence is an image of one column; of a volume, two numbers would tell too little. */
function wholeOf(image: Shape): Axes {
  if (image.length === 2) return [known(image[0]), 1]
  return image.length > 3 ? [null, null] : [known(image[0]), known(image[1])]
}

/** The next whole number, errors of the arithmetic apart. */
function roundedUp(size: number | null): number | null {
  return size === null ? null : Math.ceil(size - 1e-6)
}

function known(value: Dimension | undefined): number | null {
  return typeof value === 'number' && !Number.isNaN(value) ? value : null
}

function combine(
  a: number | null,
  b: number | null,
  c: number | null,
  compute: (a: number, b: number, c: number) => number,
): number | null {
  return a === null || b === null || c === null ? null : compute(a, b, c)
}

/** `43×43`, `at most 43×43`, `43×43 through convolutions, global through a gate`, `whole input`; `?` where unknown. */
export function formatReceptiveField({ size, global, status, throughConvolutions }: ReceptiveField): string {
  const axes = (field: Axes) => field.map(side => side ?? '?').join('×')
  if (throughConvolutions) return `${axes(throughConvolutions.size)} through convolutions, global through a gate`
  if (global) return 'whole input'
  return `${status === 'bound' ? 'at most ' : ''}${axes(size)}${status === 'misaligned' ? ' (misaligned paths)' : ''}`
}
