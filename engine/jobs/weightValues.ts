import type { Graph } from '../../builder/graph'
import type { WeightReport } from '../requests'
import { initialWeights } from '../weights/initialWeights'
import { matchWeights } from '../weights/matchWeights'
import { readWeights } from '../weights/readWeights'
import { slotName, type WeightSlot, weightSlots } from '../weights/slots'
import { readWeightFiles } from './files'

/** Every weight of a network: out of a file as far as there is one and it has it, else what training starts from. */
export async function weightValues(
  graph: Graph,
  path: string | undefined,
  seed: number,
): Promise<{ slots: WeightSlot[]; values: Map<string, Float32Array>; report?: WeightReport }> {
  const slots = weightSlots(graph)
  const found = path === undefined ? undefined : matchWeights(slots, await readWeights(readWeightFiles(path)))
  const values = slots.map(slot => {
    const name = slotName(slot)
    return [name, found?.values.get(name) ?? initialWeights(slot, seed)] as const
  })
  return { slots, values: new Map(values), ...(found ? { report: found.report } : {}) }
}
