import { multiply, unknownDimension } from '../dimension'
import { defineLayer } from '../layerKind'
import { isProblem } from '../problem'
import { unknownShape } from '../shape'
import { innerFormula, innerLayerOption, innerNode, innerWeights, knownInnerNode } from './innerLayer'
import { wrongRank } from './ranks'
import { unknownWindow } from './unknownWindow'

/**
 * Applies one layer to every element of a sequence, such as every frame of a video, with the same weights.
 *
 * Input   [length, …], … being what the layer takes
 * Output  [length, …], … being what the layer gives
 * Params  those of the layer
 * MACs    length times those of the layer
 * Error   a vector; the layer does not fit
 * Source  Keras, TimeDistributed layer, https://keras.io/api/layers/recurrent_layers/time_distributed
 */
export const timeDistributed = defineLayer({
  kind: 'timeDistributed',
  summary: 'Applies a layer to every element of a sequence.',
  activation: 'within',
  options: { layer: innerLayerOption('The layer that is applied.') },
  positional: ['layer'],

  infer({ layer }, [input]) {
    if (input.length < 2) return wrongRank(input, 'a sequence')
    const node = innerNode(layer, input.slice(1))
    if (node === undefined) return [unknownShape(input.length, 'it is not known which layer is inside')]
    return isProblem(node) ? node : node.outputShapes.map(shape => [input[0], ...shape])
  },

  weights: ({ layer }, [input]) => innerWeights(layer, input.slice(1)),
  formula: ({ layer }, [input]) => innerFormula(layer, input.slice(1)),

  macs({ layer }, [input]) {
    const inner = input.slice(1)
    const node = knownInnerNode(layer, inner)
    if (typeof node === 'string') return unknownDimension(node)
    return multiply(input[0], node.kind.macs(node.options as never, [inner], node.outputShapes))
  },

  window({ layer }, [input]) {
    const inner = input.slice(1)
    const node = knownInnerNode(layer, inner)
    const elementwise =
      typeof node !== 'string' &&
      (inner.length === 1 || isElementwise(node.kind.window(node.options as never, [inner], node.outputShapes)))
    return elementwise ? 'elementwise' : unknownWindow('the receptive field of frames is not told')
  },
})

function isElementwise(window: unknown): boolean {
  return window === 'elementwise'
}
