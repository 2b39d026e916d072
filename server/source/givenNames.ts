import type { Graph, Layer } from '../../builder/graph'
import { nameNodes } from '../../builder/model'
import { isProblem } from '../../builder/problem'

/** The layers whose names a program has to give, for the builder to name every layer as the graph does. */
export function givenNames({ layers }: Graph): ReadonlySet<string> {
  const named = layers.filter(canBeNamed)
  const given = new Set(named.filter(layer => !isNumbered(layer)).map(({ name }) => name))
  // A name that is given changes which numbers are free for those that are not.
  for (;;) {
    const found = namesWith(given, layers)
    const wrong = named.filter(({ name }) => !given.has(name) && found.get(name) !== name)
    if (wrong.length === 0) return given
    for (const { name } of wrong) given.add(name)
  }
}

/** How the builder names each layer, by the name it has in the graph. */
function namesWith(given: ReadonlySet<string>, layers: readonly Layer[]): ReadonlyMap<string, string> {
  const nodes = new Map<string, Unnamed>()
  for (const { name, kind, weightsOf } of layers) {
    const first = weightsOf === undefined ? undefined : nodes.get(weightsOf)
    nodes.set(name, { name: first?.name ?? (given.has(name) ? name : undefined), kind: { kind }, weightsOf: first })
  }
  const names = nameNodes([...nodes.values()])
  if (isProblem(names)) throw new Error(names.message)
  return new Map([...nodes].map(([name, node]) => [name, names.get(node)!]))
}

interface Unnamed {
  readonly name: string | undefined
  readonly kind: { readonly kind: string }
  readonly weightsOf: Unnamed | undefined
}

function isNumbered({ name, kind }: Layer): boolean {
  return name.startsWith(`${kind}_`) && /^\d+$/.test(name.slice(kind.length + 1))
}

/** Inputs and further uses of a shared layer have no name of their own. */
function canBeNamed({ kind, weightsOf }: Layer): boolean {
  return kind !== 'input' && weightsOf === undefined
}
