import type { Graph } from '../../builder/graph'
import { Draft } from './draft'
import type { Mutation } from './mutation'
import { mutations } from './mutations'
import { networks } from './networks'

/** One network with one damage. */
export interface Case {
  readonly network: string
  readonly mutation: Mutation
  /** The damaged network; what is in no reach of its outputs is left out. */
  readonly graph: Graph
  /** The names that layers have in the undamaged network, by those they have now. Layers that were put in are named `new 1`. */
  readonly origins: ReadonlyMap<string, string>
  /** The layers at which the rule may tell it, by their names in the undamaged network. */
  readonly places: ReadonlySet<string>
}

/**
 * Damaged networks: of every network that a mutation fits, one at a place drawn at random, the same for the same seed. Of every
 * mutation no more are made than `share` of all networks, and one at least.
 */
export function corpus(seed: number, share = 1): { undamaged: ReadonlyMap<string, Graph>; cases: Case[] } {
  const undamaged = networks()
  const most = Math.max(1, Math.round(share * undamaged.size))
  const random = randomNumbers(seed)
  const cases: Case[] = []
  for (const mutation of mutations) {
    let made = 0
    for (const [network, graph] of shuffled([...undamaged], random)) {
      if (made === most) break
      const draft = new Draft(graph)
      const fitting = draft.parts.filter(part => mutation.where(part, draft))
      if (fitting.length === 0) continue
      made += 1
      const part = fitting[Math.floor(random() * fitting.length)]
      const places = new Set(mutation.damage(part, draft))
      const { graph: damaged, names } = draft.finished()
      const origins = new Map([...names].map(([origin, name]) => [name, origin]))
      cases.push({ network, mutation, graph: damaged, origins, places })
    }
  }
  return { undamaged, cases }
}

/** Numbers from 0 to 1 that follow from the seed (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let bits = Math.imul(state ^ (state >>> 15), 1 | state)
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32
  }
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  return list
    .map(item => ({ item, order: random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item)
}
