import { layersByName } from '../../../builder/graph'
import { preprocessingOf } from '../../selectors'
import type { State } from '../../state'

/** Layers between an image and a convolution that leave its channels where they are. */
const KEEPS_CHANNELS = new Set(['zeroPad2d', 'cropping2d', 'rescaling', 'batchNorm', 'dropout', 'gaussianNoise'])

/** Whether a layer sees the image itself, and in the order blue, green, red. */
export function takesBlueFirst(state: Pick<State, 'model' | 'preprocessing'>, layer: string): boolean {
  const { model } = state
  if (model === undefined || preprocessingOf(state as State).channelOrder !== 'bgr') return false
  const layers = layersByName(model.graph)
  for (let before = layers.get(layer)?.inputs[0]?.layer; before !== undefined; ) {
    if (model.graph.inputs.includes(before)) return true
    const { kind, inputs } = layers.get(before)!
    if (!KEEPS_CHANNELS.has(kind)) return false
    before = inputs[0]?.layer
  }
  return false
}
