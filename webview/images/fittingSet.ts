import type { Graph } from '../../builder/graph'
import type { SampleSet } from '../protocol'

/** Side of the scenes, which only networks made for them take. */
const SCENE_SIZE = 64

/** The samples that suit a network's input: digits where it is grey, scenes where it has just their size, else photographs. */
export function fittingSet({ layers, inputs }: Graph): SampleSet {
  const [height, width, channels] = layers.find(({ name }) => name === inputs[0])?.outputShapes[0] ?? []
  if (channels === 1) return 'digits'
  return height === SCENE_SIZE && width === SCENE_SIZE ? 'scenes' : 'photographs'
}
