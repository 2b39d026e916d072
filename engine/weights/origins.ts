import type { PairedWeight } from './pairWeights'
import { slotName, type WeightSlot } from './slots'
import type { SourceWeight } from './sourceWeight'

/** What the numbers of a network's weights follow from, by their names. Weights of equal origins have equal numbers. */
export type Origins = ReadonlyMap<string, Origin>

interface Origin {
  /** The tensor of a file, or the seed. */
  readonly from: SourceWeight | number
  /** As text: how the tensor is arranged, or what is drawn from the seed. */
  readonly slot: string
}

export function originsOf(slots: readonly WeightSlot[], paired: readonly PairedWeight[], seed: number): Origins {
  const sources = new Map(paired.map(({ slot, source }) => [slot, source]))
  return new Map(slots.map(slot => [slotName(slot), { from: sources.get(slot) ?? seed, slot: JSON.stringify(slot) }]))
}

/** The slots whose numbers are the same in both. */
export function sameSlots(slots: readonly WeightSlot[], origins: Origins, others: Origins): WeightSlot[] {
  return slots.filter(slot => {
    const [one, other] = [origins.get(slotName(slot)), others.get(slotName(slot))]
    return one?.from === other?.from && one?.slot === other?.slot
  })
}
