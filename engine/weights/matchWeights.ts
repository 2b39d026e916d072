import type { WeightReport } from '../requests'
import { pairWeights } from './pairWeights'
import { slotName, type WeightSlot } from './slots'
import type { SourceWeight } from './sourceWeight'

/** The numbers for each slot of a network, as {@link pairWeights} finds them, all at once. Throws as it does. */
export function matchWeights(
  slots: readonly WeightSlot[],
  sources: readonly SourceWeight[],
): { values: ReadonlyMap<string, Float32Array>; report: WeightReport } {
  const { paired, report } = pairWeights(slots, sources)
  return { values: new Map(paired.map(({ slot, take }) => [slotName(slot), take()])), report }
}
