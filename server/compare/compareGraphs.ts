import { type GraphCosts, graphCosts } from '../../builder/costs'
import { type Dimension, equal } from '../../builder/dimension'
import type { Edge, Graph, Layer } from '../../builder/graph'
import { formatInput } from '../../builder/option'
import { type ReceptiveField, receptiveFields } from '../../builder/receptiveField'
import { formatShape, type Shape } from '../../builder/shape'
import { alignLayers, type LayerPair } from './alignLayers'

/** What two networks have in common and in what they differ. */
export interface GraphComparison {
  /** Names of the two. */
  readonly before: string
  readonly after: string
  /** Every layer of both, in the order of the networks. */
  readonly layers: readonly LayerDifference[]
  readonly totals: {
    readonly parameters: Both<Dimension>
    readonly nonTrainable: Both<Dimension>
    /** Multiply-adds for one image. */
    readonly macs: Both<Dimension>
    /** Bytes. */
    readonly weightMemory: Both<Dimension>
    /** Bytes of the activations alive at once. */
    readonly peakMemory: Both<Dimension>
    /** Of the last map before a layer that sees the whole image; undefined where there is none. */
    readonly receptiveField: Both<ReceptiveField | undefined>
    readonly inputs: Both<readonly Shape[]>
    readonly outputs: Both<readonly Shape[]>
  }
}

export interface Both<Value> {
  readonly before: Value
  readonly after: Value
}

export interface LayerDifference {
  readonly status: 'same' | 'added' | 'removed' | 'changed'
  readonly before?: ComparedLayer
  readonly after?: ComparedLayer
  /** What differs, in words: `kernelSize 5×5 → 3×3`; none but where the status is `changed`. */
  readonly changes: readonly string[]
}

export interface ComparedLayer {
  readonly layer: Layer
  readonly parameters: Dimension
  readonly macs: Dimension
}

/** Aligns the layers of two networks and tells what was added, removed and changed, and what that costs or saves. */
export function compareGraphs(before: Graph, after: Graph): GraphComparison {
  const costs = { before: graphCosts(before), after: graphCosts(after) }
  const pairs = alignLayers(before.layers, after.layers)
  const counterparts = new Map(pairs.flatMap(pair => (pair.before && pair.after ? [[pair.before, pair.after]] : [])))
  const reading = new Reading(before, after, counterparts)
  return {
    before: before.name,
    after: after.name,
    layers: pairs.map(pair => difference(pair, costs, reading)),
    totals: {
      parameters: { before: costs.before.parameters.trainable, after: costs.after.parameters.trainable },
      nonTrainable: { before: costs.before.parameters.nonTrainable, after: costs.after.parameters.nonTrainable },
      macs: { before: costs.before.macs, after: costs.after.macs },
      weightMemory: { before: costs.before.weightMemory, after: costs.after.weightMemory },
      peakMemory: { before: costs.before.peakMemory, after: costs.after.peakMemory },
      receptiveField: { before: lastField(before), after: lastField(after) },
      inputs: { before: inputShapesOf(before), after: inputShapesOf(after) },
      outputs: { before: outputShapesOf(before), after: outputShapesOf(after) },
    },
  }
}

function difference({ before, after }: LayerPair, costs: Both<GraphCosts>, reading: Reading): LayerDifference {
  const compared = (layer: Layer, { layers }: GraphCosts): ComparedLayer => {
    const { parameters, macs } = layers.get(layer.name)!
    return { layer, parameters: parameters.trainable, macs }
  }
  if (!before) return { status: 'added', after: compared(after!, costs.after), changes: [] }
  if (!after) return { status: 'removed', before: compared(before, costs.before), changes: [] }
  const both = { before: compared(before, costs.before), after: compared(after, costs.after) }
  const changes = changesOf(both, reading)
  return { status: changes.length > 0 ? 'changed' : 'same', ...both, changes }
}

function changesOf({ before, after }: Both<ComparedLayer>, reading: Reading): string[] {
  const changes: string[] = []
  const note = (what: string, old: string, now: string) => {
    if (old !== now) changes.push(`${what} ${old} → ${now}`)
  }
  const [old, now] = [before.layer, after.layer]
  if (old.kind !== now.kind) changes.push(`${old.kind} → ${now.kind}`)
  else {
    for (const option of new Set([...Object.keys(old.options), ...Object.keys(now.options)])) {
      if (old.kind === 'input' && option === 'shape') continue
      note(option, formatOption(old.options[option]), formatOption(now.options[option]))
    }
  }
  note(
    'axes',
    old.channelsFirst ? 'channels first' : 'channels last',
    now.channelsFirst ? 'channels first' : 'channels last',
  )
  note('output', old.outputShapes.map(formatShape).join(', '), now.outputShapes.map(formatShape).join(', '))
  note('weights', old.weightsOf ? 'shared' : 'own', now.weightsOf ? 'shared' : 'own')
  const inputs = reading.inputs(old, now)
  if (inputs) changes.push(inputs)
  if (changes.length === 0 && !equal(before.parameters, after.parameters)) changes.push('parameters')
  return changes
}

/** From which layers the two of a pair read, where layers without counterpart are passed over. */
class Reading {
  private readonly byName: Both<ReadonlyMap<string, Layer>>
  private readonly kept: Both<ReadonlySet<Layer>>

  constructor(
    before: Graph,
    after: Graph,
    private readonly counterparts: ReadonlyMap<Layer, Layer>,
  ) {
    const named = ({ layers }: Graph) => new Map(layers.map(layer => [layer.name, layer]))
    this.byName = { before: named(before), after: named(after) }
    this.kept = { before: new Set(counterparts.keys()), after: new Set(counterparts.values()) }
  }

  inputs(before: Layer, after: Layer): string | undefined {
    const old = before.inputs.map(edge => this.source(edge, 'before'))
    const now = after.inputs.map(edge => this.source(edge, 'after'))
    const isSame = (a: Source, b: Source) => this.counterparts.get(a.layer) === b.layer && a.output === b.output
    if (old.length === now.length && old.every((source, index) => isSame(source, now[index]))) return undefined
    // A layer that was exchanged for others leaves its readers with other sources, which is said where it was exchanged.
    if (old.length === now.length && old.every((source, index) => this.isReplaced(source, now[index]))) return undefined
    return `inputs ${old.map(nameOf).join(', ')} → ${now.map(nameOf).join(', ')}`
  }

  private isReplaced(old: Source, now: Source): boolean {
    const counterpart = this.counterparts.get(old.layer)
    return (
      (counterpart === now.layer && old.output === now.output) ||
      !this.kept.before.has(old.layer) ||
      !this.kept.after.has(now.layer)
    )
  }

  private source({ layer: name, output }: Edge, side: 'before' | 'after'): Source {
    let layer = this.byName[side].get(name)!
    let from = output
    while (!this.kept[side].has(layer) && layer.inputs.length === 1) {
      from = layer.inputs[0].output
      layer = this.byName[side].get(layer.inputs[0].layer)!
    }
    return { layer, output: from }
  }
}

interface Source {
  readonly layer: Layer
  readonly output: number
}

function nameOf({ layer }: Source): string {
  return layer.name
}

function formatOption(value: unknown): string {
  const isPair = Array.isArray(value) && value.length === 2 && value.every(side => typeof side === 'number')
  return isPair ? value.join('×') : formatInput(value)
}

function lastField(graph: Graph): ReceptiveField | undefined {
  const fields = receptiveFields(graph)
  return graph.layers
    .map(({ name }) => fields.get(name)!)
    .findLast(({ global, throughConvolutions }) => !global || throughConvolutions)
}

function inputShapesOf({ inputs, layers }: Graph): Shape[] {
  return inputs.map(input => layers.find(({ name }) => name === input)!.outputShapes[0])
}

function outputShapesOf({ outputs, layers }: Graph): Shape[] {
  return outputs.map(({ layer, output }) => layers.find(({ name }) => name === layer)!.outputShapes[output])
}
