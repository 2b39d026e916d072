import { dispose, type Tensor4D } from '@tensorflow/tfjs-core'
import { checkMap } from './checkMap'
import type { Question } from './explanation'

/**
 * What the layer asked about gives for the image, [1, height, width, channels]. Whoever asked disposes of it.
 *
 * Throws {@link EngineError} `not-explainable` where that is no map.
 */
export async function layerOutput({ network, inputName, input, layer, signal }: Question): Promise<Tensor4D> {
  const outputs = await network.forward({ [inputName]: input }, new Set([layer]), signal)
  const [output, ...others] = outputs.get(layer)!
  dispose(others)
  try {
    checkMap(layer, output)
    return output as Tensor4D
  } catch (error) {
    output.dispose()
    throw error
  }
}
