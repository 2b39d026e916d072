import { formatShape } from '../../builder/shape'
import { EngineError } from '../engineError'
import type { WeightReport } from '../requests'
import { arrangement } from './arrange'
import { slotName, type WeightSlot } from './slots'
import type { SourceWeight } from './sourceWeight'
import { unfoldNormalisation } from './unfoldNormalisation'
import { groupBy, layerOf } from './weightGroups'

interface Match {
  readonly source: SourceWeight
  readonly by: 'name' | 'order'
}
type Matches = Map<WeightSlot, Match>

/** A weight of a network, and how its numbers are taken out of the file. */
export interface PairedWeight {
  readonly slot: WeightSlot
  readonly source: SourceWeight
  /** Reads them and brings them into the network's order. */
  readonly take: () => Float32Array
}

/**
 * Finds the file's tensor for each slot of a network: by name, and where that leaves gaps, layer by layer in order, by
 * shape. Keras counts layers from `conv2d`, `conv2d_1` on and the builder from `conv2d_1`, so that equal names may mean
 * different layers: a match by order that fills every slot is preferred to names that do not.
 *
 * Throws {@link EngineError} `weights-do-not-fit` where nothing matches, or a tensor of the right name has another shape.
 */
export function pairWeights(
  slots: readonly WeightSlot[],
  given: readonly SourceWeight[],
): { readonly paired: readonly PairedWeight[]; readonly report: WeightReport } {
  const sources = given.some(({ folded }) => folded) ? unfoldNormalisation(slots, given) : given
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
    paired: [...matches].map(([slot, { source }]) => ({ slot, source, take: arrangement(slot, source)! })),
    report: {
      matched: [...matches].map(([{ layer, weight }, { source, by }]) => ({ layer, weight, source: source.name, by })),
      missing: slots.filter(slot => !matches.has(slot)).map(slotName),
      unused: sources.filter(source => !used.has(source)).map(({ name }) => name),
      notes: [
        ...[...matches].flatMap(([slot, { source }]) => epsilonNote(slot, source) ?? []),
        ...(sources.length > given.length ? [FOLDED] : []),
        ...([...matches.values()].some(({ source, by }) => by === 'order' && source.sorted) ? [SORTED] : []),
      ],
    },
  }
}

const FOLDED =
  'the file has batch normalisations folded into the layers before them: those of the network add what is left of them, and change nothing else'

const SORTED =
  'the file does not tell the order of its layers: those of equal shapes are taken in the order of their names; name the layers of the model as the file does'

interface Misfit {
  slot: WeightSlot
  source: SourceWeight
}

function matchNames(slots: readonly WeightSlot[], sources: readonly SourceWeight[]) {
  const matches: Matches = new Map()
  const misfits: Misfit[] = []
  const groups = new Map<string, SourceWeight[]>()
  for (const group of groupBy(sources, layerOf)) {
    const name = layerOf(group[0])
    groups.set(name.split('/').at(-1)!, group)
    groups.set(name, group)
  }
  for (const layer of groupBy(slots, slot => slot.layer)) {
    const group = groups.get(layer[0].layer)
    if (!group) continue
    const numbered = group.every(source => /^\d+$/.test(weightOf(source)))
    for (const [index, slot] of layer.entries()) {
      const source = numbered ? group[index] : group.find(candidate => mayBe(slot, candidate))
      if (source === undefined) continue
      if (arrangement(slot, source)) matches.set(slot, { source, by: 'name' })
      else misfits.push({ slot, source })
    }
  }
  return { matches, misfits }
}

/** Pairs layers with the file's next layer that has tensors of the same shapes, skipping what does not fit. */
function matchOrder(slots: readonly WeightSlot[], sources: readonly SourceWeight[]): Matches {
  const matches: Matches = new Map()
  // Where the file does not say in which order layers of different classes stand, each class has an order of its own.
  for (const ofClass of groupBy(sources, ({ layerClass }) => layerClass ?? '')) {
    const { layerClass } = ofClass[0]
    const groups = groupBy(ofClass, layerOf)
    const layers = groupBy(
      slots.filter(({ kind }) => layerClass === undefined || kindOf(layerClass) === kind),
      slot => slot.layer,
    )
    for (const layer of layers) {
      const found = groups.findIndex(group => pair(layer, group) !== undefined)
      if (found < 0) continue
      for (const [slot, source] of pair(layer, groups[found])!) matches.set(slot, { source, by: 'order' })
      if (ofClass[0].sorted) groups.splice(found, 1)
      else groups.splice(0, found + 1)
    }
  }
  return matches
}

/** The builder's word for Keras's class, as its files spell it: `depthwise_conv2d`. */
function kindOf(layerClass: string): string {
  return KINDS[layerClass] ?? layerClass.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
}

const KINDS: Readonly<Record<string, string>> = {
  batch_normalization: 'batchNorm',
  group_normalization: 'groupNorm',
  layer_normalization: 'layerNorm',
  p_re_lu: 'prelu',
}

/** Without case, underscores and `:0`: `moving_mean:0` → `movingmean`. */
function weightOf({ name }: SourceWeight): string {
  return name.replace(/:\d+$/, '').split('/').at(-1)!.toLowerCase().replaceAll('_', '')
}

/** What other libraries call a weight. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  kernel: ['weight'],
  depthwiseKernel: ['kernel', 'weight'],
  alpha: ['weight'],
  gamma: ['weight', 'scale'],
  beta: ['bias'],
  movingMean: ['runningmean', 'mean'],
  movingVariance: ['runningvar', 'variance'],
}

function mayBe({ weight }: WeightSlot, source: SourceWeight): boolean {
  const name = weightOf(source)
  return name === weight.toLowerCase() || (OTHER_NAMES[weight]?.includes(name) ?? false)
}

/** Each slot of a layer with the tensor of the same weight name, else all in order; undefined where shapes differ. */
function pair(layer: WeightSlot[], group: SourceWeight[]): [WeightSlot, SourceWeight][] | undefined {
  if (layer.length !== group.length) return undefined
  const byName = layer.map(slot => group.find(source => mayBe(slot, source)))
  const named = !byName.includes(undefined) && new Set(byName).size === layer.length
  const pairs = layer.map((slot, index): [WeightSlot, SourceWeight] => [slot, named ? byName[index]! : group[index]])
  return pairs.every(([slot, source]) => arrangement(slot, source)) ? pairs : undefined
}

function epsilonNote(slot: WeightSlot, { epsilon }: SourceWeight): string | undefined {
  if (slot.weight !== 'movingVariance' || slot.epsilon === undefined || epsilon === undefined) return undefined
  if (Math.abs(epsilon / slot.epsilon - 1) < 1e-3) return undefined
  return `${slot.layer} adds ${slot.epsilon} to the variance; it was trained with epsilon: ${epsilon}`
}

function doNotFit(slots: readonly WeightSlot[], sources: readonly SourceWeight[], misfit?: Misfit): EngineError {
  const action = 'Load the weights that were saved from this network, or undo the change to the layer.'
  const shapeOf = ({ shape }: SourceWeight) => formatShape(shape)
  if (misfit) {
    const { slot, source } = misfit
    const message = `${slotName(slot)} is ${formatShape(slot.shape)}, but ${source.name} in the file is ${shapeOf(source)}`
    return new EngineError('weights-do-not-fit', message, action)
  }
  const first = sources[0] ? `${sources[0].name}, ${shapeOf(sources[0])}` : 'none'
  const wanted = `${slotName(slots[0])}, ${formatShape(slots[0].shape)}`
  const message = `no tensor of the file fits the network: the file begins with ${first}, the network with ${wanted}`
  return new EngineError('weights-do-not-fit', message, action)
}
