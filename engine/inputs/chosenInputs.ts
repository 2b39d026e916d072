import type { Graph } from '../../builder/graph'
import { regionInputs } from '../reading/regionInputs'
import { type NetworkInput, networkInputs } from './networkInputs'

/** The inputs of which somebody chooses what goes in: all but those for regions, which the network proposes itself. */
export function chosenInputs(graph: Graph): NetworkInput[] {
  const regions = new Set(regionInputs(graph).map(({ name }) => name))
  return networkInputs(graph).filter(({ name }) => !regions.has(name))
}
