import type { Edge, Graph, Layer, ModelInfo } from '../../builder/graph'
import { layerKinds } from '../../builder/layerKinds'
import { INVALID } from '../../builder/option'
import type { Shape } from '../../builder/shape'

/** A layer of a network that is being damaged; `name` stays the same whatever is done. */
export interface Part {
  readonly name: string
  kind: string
  options: Record<string, unknown>
  inputs: Edge[]
  outputShapes: readonly Shape[]
  weightsOf?: string
}

/**
 * A network to look at and to change. Shapes are those of the network it was made from; what is put in is taken to keep the
 * shape of what it reads.
 */
export class Draft {
  readonly parts: Part[]
  inputs: string[]
  outputs: Edge[]
  info: ModelInfo
  private readonly title: string
  private added = 0

  constructor(graph: Graph) {
    this.title = graph.name
    this.parts = graph.layers.map(layer => ({ ...layer, options: { ...layer.options }, inputs: [...layer.inputs] }))
    this.inputs = [...graph.inputs]
    this.outputs = [...graph.outputs]
    this.info = { ...graph.info }
  }

  named(name: string): Part {
    return this.parts.find(part => part.name === name)!
  }

  /** What the part reads. */
  source(part: Part, input = 0): Part {
    return this.named(part.inputs[input].layer)
  }

  shapeInto(part: Part, input = 0): Shape {
    const { layer, output } = part.inputs[input]
    return this.named(layer).outputShapes[output]
  }

  readers({ name }: Part): Part[] {
    return this.parts.filter(({ inputs }) => inputs.some(({ layer }) => layer === name))
  }

  isOutput({ name }: Part): boolean {
    return this.outputs.some(({ layer }) => layer === name)
  }

  /** The only part that reads it, where the network does not hand it out as well. */
  next(part: Part): Part | undefined {
    const [reader, another] = this.readers(part)
    return another || this.isOutput(part) ? undefined : reader
  }

  /** The first part behind, of one reader each, that is of none of these kinds. */
  behind(part: Part, kinds: ReadonlySet<string>): Part | undefined {
    let next = this.next(part)
    while (next && kinds.has(next.kind)) next = this.next(next)
    return next
  }

  /** The first part before, that is of none of these kinds, as long as each is read once. */
  before(part: Part, kinds: ReadonlySet<string>): Part | undefined {
    for (let source = this.source(part); ; source = this.source(source)) {
      if (!this.next(source)) return undefined
      if (!kinds.has(source.kind)) return source
    }
  }

  /** Every part that the given one rests on. */
  ancestors(part: Part): Set<Part> {
    const found = new Set<Part>()
    const waiting = [part]
    for (const next of waiting) {
      for (const { layer } of next.inputs) {
        const source = this.named(layer)
        if (found.has(source)) continue
        found.add(source)
        waiting.push(source)
      }
    }
    return found
  }

  /**
   * Gives options other values, as a user writes them; what the builder would not accept stays as it is written. Layers that
   * share weights have the same options.
   */
  set(part: Part, options: Readonly<Record<string, unknown>>): void {
    const table = layerKinds.get(part.kind)!.options
    const first = part.weightsOf ?? part.name
    const sharing = this.parts.filter(({ name, weightsOf }) => (weightsOf ?? name) === first)
    for (const [name, value] of Object.entries(options)) {
      const parsed = table[name]?.parse(value)
      for (const each of [part, ...sharing]) {
        each.options[name] = parsed === undefined || parsed === INVALID ? value : parsed
      }
    }
  }

  /** Makes it a layer of another kind. */
  become(part: Part, kind: string, options: Readonly<Record<string, unknown>> = {}): void {
    part.kind = kind
    part.options = defaultsOf(kind)
    this.set(part, options)
  }

  /** Takes a layer of one input out: what read it reads what it read. */
  remove(part: Part): void {
    this.redirect({ layer: part.name, output: 0 }, part.inputs[0])
    this.parts.splice(this.parts.indexOf(part), 1)
  }

  /** Puts a layer behind another: whatever read that reads this. Returns its name. */
  insertAfter(part: Part, kind: string, options: Readonly<Record<string, unknown>> = {}): string {
    const made = this.make(part, kind, options)
    this.redirect({ layer: part.name, output: 0 }, { layer: made.name, output: 0 })
    made.inputs = [{ layer: part.name, output: 0 }]
    this.parts.splice(this.parts.indexOf(part) + 1, 0, made)
    return made.name
  }

  /** Puts a layer before one input of another, and nothing else reads it. Returns its name. */
  insertBefore(part: Part, kind: string, options: Readonly<Record<string, unknown>> = {}, input = 0): string {
    const made = this.make(this.source(part, input), kind, options)
    made.inputs = [part.inputs[input]]
    part.inputs[input] = { layer: made.name, output: 0 }
    this.parts.splice(this.parts.indexOf(part), 0, made)
    return made.name
  }

  /** The network without what no output rests on, its layers numbered anew; and the new name of each. */
  finished(): { graph: Graph; names: ReadonlyMap<string, string> } {
    const reached = new Set(this.outputs.map(({ layer }) => layer))
    for (const part of [...this.parts].reverse()) {
      if (reached.has(part.name)) for (const { layer } of part.inputs) reached.add(layer)
    }
    const left = this.parts.filter(({ name }) => reached.has(name))
    const counts = new Map<string, number>()
    const names = new Map<string, string>()
    for (const { name, kind } of left) {
      const number = (counts.get(kind) ?? 0) + 1
      counts.set(kind, number)
      names.set(name, `${kind}_${number}`)
    }
    const edge = ({ layer, output }: Edge) => ({ layer: names.get(layer)!, output })
    const layers = left.map(({ weightsOf, ...part }): Layer => {
      const first = weightsOf === undefined ? undefined : names.get(weightsOf)
      const shared = first === undefined ? {} : { weightsOf: first }
      return { ...part, ...shared, name: names.get(part.name)!, inputs: part.inputs.map(edge) }
    })
    const inputs = this.inputs.filter(name => reached.has(name)).map(name => names.get(name)!)
    return { graph: { name: this.title, layers, inputs, outputs: this.outputs.map(edge), info: this.info }, names }
  }

  private make({ outputShapes }: Part, kind: string, options: Readonly<Record<string, unknown>>): Part {
    this.added += 1
    const made: Part = { name: `new ${this.added}`, kind, options: defaultsOf(kind), inputs: [], outputShapes }
    this.set(made, options)
    return made
  }

  private redirect(from: Edge, to: Edge): void {
    const moved = (edge: Edge) => (edge.layer === from.layer && edge.output === from.output ? to : edge)
    for (const part of this.parts) part.inputs = part.inputs.map(moved)
    this.outputs = this.outputs.map(moved)
  }
}

function defaultsOf(kind: string): Record<string, unknown> {
  const options = Object.entries(layerKinds.get(kind)!.options).filter(([, { required }]) => !required)
  return Object.fromEntries(options.map(([name, option]) => [name, option.parse(option.defaultInput)]))
}
