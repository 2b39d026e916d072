import { formatShape } from '../../builder/shape'
import { EngineError } from '../engineError'
import type { WeightReport } from '../requests'
import { slotName, type WeightSlot } from './slots'
import type { SourceWeight } from './sourceWeight'

type Match = { source: SourceWeight; by: 'name' | 'order' }
type Matches = Map<WeightSlot, Match>

/**
 * Finds the file's tensor for each slot of a network: by name, and where that leaves gaps, layer by layer in order, by
 * shape. Keras counts layers from `conv2d`, `conv2d_1` on and the builder from `conv2d_1`, so that equal names may mean
 * different layers: a match by order that fills every slot is preferred to names that do not.
 *
 * Throws {@link EngineError} `weights-do-not-fit` where nothing matches, or a tensor of the right name has another shape.
 */
export function matchWeights(
  slots: readonly WeightSlot[],
  sources: readonly SourceWeight[],
): { values: ReadonlyMap<string, Float32Array>; report: WeightReport } {
  const { matches: named, misfits } = matchNames(slots, sources)
  const complete = (matches: Matches) => matches.size === slots.length
  let matches = named
  if (!complete(named)) {
    const ordered = matchOrder(slots, sources)
    const rest = matchOrder(
      slots.filter(slot => !named.has(slot)),
      sources.filter(source => ![...named.values()].some(match => match.source === source)),
    )
    matches = complete(ordered) ? ordered : new Map([...named, ...rest])
  }
  const misfit = misfits.find(({ slot }) => !matches.has(slot))
  if (misfit || (matches.size === 0 && slots.length > 0)) throw doNotFit(slots, sources, misfit)
  const used = new Set([...matches.values()].map(({ source }) => source))
  return {
    values: new Map([...matches].map(([slot, { source }]) => [slotName(slot), source.values])),
    report: {
      matched: [...matches].map(([{ layer, weight }, { source, by }]) => ({ layer, weight, source: source.name, by })),
      missing: slots.filter(slot => !matches.has(slot)).map(slotName),
      unused: sources.filter(source => !used.has(source)).map(({ name }) => name),
    },
  }
}

interface Misfit {
  slot: WeightSlot
  source: SourceWeight
}

function matchNames(slots: readonly WeightSlot[], sources: readonly SourceWeight[]) {
  const byName = new Map(sources.map(source => [normalName(source.name), source]))
  const matches: Matches = new Map()
  const misfits: Misfit[] = []
  for (const slot of slots) {
    const source = byName.get(normalName(slotName(slot)))
    if (source === undefined) continue
    if (sameShape(slot.shape, source.shape)) matches.set(slot, { source, by: 'name' })
    else misfits.push({ slot, source })
  }
  return { matches, misfits }
}

/** The last two parts of a name, without case, underscores and `:0`: `model/bn_1/moving_mean:0` → `bn_1/movingmean`. */
function normalName(name: string): string {
  const parts = name.replace(/:\d+$/, '').split('/')
  const weight = parts.pop()!.toLowerCase().replaceAll('_', '')
  return `${parts.pop()}/${weight}`
}

/** Pairs layers with the file's next layer that has tensors of the same shapes, skipping what does not fit. */
function matchOrder(slots: readonly WeightSlot[], sources: readonly SourceWeight[]): Matches {
  const groups = groupBy(sources, layerOf)
  const matches: Matches = new Map()
  for (const layer of groupBy(slots, slot => slot.layer)) {
    const found = groups.findIndex(group => pair(layer, group) !== undefined)
    if (found < 0) continue
    for (const [slot, source] of pair(layer, groups[found])!) matches.set(slot, { source, by: 'order' })
    groups.splice(0, found + 1)
  }
  return matches
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[][] {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return [...groups.values()]
}

function layerOf({ name }: SourceWeight): string {
  return name.split('/').slice(0, -1).join('/')
}

/** Each slot of a layer with the tensor of the same weight name, else all in order; undefined where shapes differ. */
function pair(layer: WeightSlot[], group: SourceWeight[]): [WeightSlot, SourceWeight][] | undefined {
  if (layer.length !== group.length) return undefined
  const weightName = (name: string) => normalName(name).split('/')[1]
  const byName = new Map(group.map(source => [weightName(source.name), source]))
  const named = layer.every(slot => byName.has(weightName(slotName(slot))))
  const pairs = layer.map((slot, index): [WeightSlot, SourceWeight] => [
    slot,
    named ? byName.get(weightName(slotName(slot)))! : group[index],
  ])
  return pairs.every(([slot, source]) => sameShape(slot.shape, source.shape)) ? pairs : undefined
}

function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((size, axis) => size === b[axis])
}

function doNotFit(slots: readonly WeightSlot[], sources: readonly SourceWeight[], misfit?: Misfit): EngineError {
  const action = 'Load the weights that were saved from this network, or undo the change to the layer.'
  if (misfit) {
    const { slot, source } = misfit
    const message = `${slotName(slot)} is ${formatShape(slot.shape)}, but ${source.name} in the file is ${formatShape(source.shape)}`
    return new EngineError('weights-do-not-fit', message, action)
  }
  const first = sources[0] ? `${sources[0].name}, ${formatShape(sources[0].shape)}` : 'none'
  const wanted = `${slotName(slots[0])}, ${formatShape(slots[0].shape)}`
  const message = `no tensor of the file fits the network: the file begins with ${first}, the network with ${wanted}`
  return new EngineError('weights-do-not-fit', message, action)
}
