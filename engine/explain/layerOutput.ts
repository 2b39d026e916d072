import { dispose, type Tensor4D } from '@tensorflow/tfjs-core'
import { checkMap } from './checkMap'
import type { Question } from './explanation'
import { withInputs } from './withInputs'

/**
 * What the layer asked about gives for the image, [1, height, width, channels]. Whoever asked disposes of it.
 *
 * Throws {@link EngineError} `not-explainable` where that is no map.
 */
export async function layerOutput(question: Question): Promise<Tensor4D> {
  const { network, input, layer, score, signal, observe } = question
  // The rest of the pass is run as well where someone wants to know where it ends.
  const wanted = observe === undefined ? [layer] : [layer, score.edge.layer]
  const outputs = await withInputs(question, input, given => network.forward(given, new Set(wanted), signal))
  observe?.(input, score.edge, outputs.get(score.edge.layer)![score.edge.output])
  const [output, ...others] = outputs.get(layer)!
  dispose([...others, ...wanted.filter(name => name !== layer).flatMap(name => [...outputs.get(name)!])])
  try {
    checkMap(layer, output)
    return output as Tensor4D
  } catch (error) {
    output.dispose()
    throw error
  }
}
