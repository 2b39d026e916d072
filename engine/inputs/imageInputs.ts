import type { Graph } from '../../builder/graph'
import { EngineError } from '../engineError'
import { type NetworkInput, networkInputs } from './networkInputs'

/** The inputs that take pictures, one at least. Throws {@link EngineError} `wrong-image` where there is none. */
export function imageInputs(graph: Graph): readonly NetworkInput[] {
  const all = networkInputs(graph)
  const images = all.filter(({ takesImage }) => takesImage)
  if (images.length > 0) return images
  const message = `${all.map(({ name }) => name).join(', ')} ${all.length === 1 ? 'is no image' : 'are no images'} of height×width×1 or ×3`
  throw new EngineError('wrong-image', message, 'Visualize a model with an input that is an image.')
}
