import type { Graph } from '../../builder/graph'
import { networkInputs } from '../../engine/inputs/networkInputs'
import type { SampleSet } from '../protocol'

/** Side of the scenes, which only networks made for them take. */
const SCENE_SIZE = 64

/** The samples that suit a network's input: digits where it is grey, scenes where it has just their size, else photographs. */
export function fittingSet(graph: Graph): SampleSet {
  const all = networkInputs(graph)
  const [height, width, channels] = (all.find(({ takesImage }) => takesImage) ?? all[0])?.shape ?? []
  if (channels === 1) return 'digits'
  return height === SCENE_SIZE && width === SCENE_SIZE ? 'scenes' : 'photographs'
}
