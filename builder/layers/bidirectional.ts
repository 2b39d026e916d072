import { multiply, unknownDimension } from '../dimension'
import { defineLayer } from '../layerKind'
import { choiceOr } from '../option'
import { isProblem } from '../problem'
import { unknownShape } from '../shape'
import { innerFormula, innerLayerOption, innerNode, innerWeights, knownInnerNode } from './innerLayer'
import { unknownWindow } from './unknownWindow'

const RECURRENT = ['simpleRNN', 'gru', 'lstm', 'convLstm2d']

/**
 * Reads a sequence from both ends with two copies of a recurrent layer, and merges what they give.
 *
 * Input   what the layer takes
 * Output  what the layer gives, twice the channels with mergeMode 'concat'; two tensors with 'none'; with returnState also the
 *         states of the forward copy, then those of the backward one
 * Params  twice those of the layer
 * MACs    twice those of the layer
 * Error   the layer is not recurrent, or does not fit
 * Source  Schuster and Paliwal 1997, Bidirectional Recurrent Neural Networks
 */
export const bidirectional = defineLayer({
  kind: 'bidirectional',
  summary: 'Reads a sequence from both ends with a recurrent layer.',
  activation: 'within',
  options: {
    layer: innerLayerOption('The recurrent layer.'),
    mergeMode: choiceOr(['concat', 'sum', 'mul', 'ave', 'none'], 'concat', "How both are merged; 'none' gives both."),
  },
  positional: ['layer'],

  infer({ layer, mergeMode }, [input]) {
    const node = innerNode(layer, input)
    if (node === undefined) return [unknownShape(input.length, 'it is not known which layer is inside')]
    if (!RECURRENT.includes(layer.kind)) {
      const message = `reads from both ends with a recurrent layer, not with ${layer.kind}`
      return { rule: 'invalid-option', option: 'layer', message }
    }
    if (isProblem(node)) return node
    const [output, ...states] = node.outputShapes
    const merged = mergeMode === 'concat' ? [...output.slice(0, -1), multiply(2, output[output.length - 1])] : output
    return [merged, ...(mergeMode === 'none' ? [output] : []), ...states, ...states]
  },

  weights: ({ layer }, [input]) =>
    ['forward', 'backward'].flatMap(direction =>
      innerWeights(layer, input).map(weight => ({ ...weight, name: `${direction}${capitalised(weight.name)}` })),
    ),

  formula({ layer }, [input]) {
    const each = innerFormula(layer, input)
    return each === '' ? '' : `2·${each}`
  },

  macs({ layer }, [input]) {
    const node = knownInnerNode(layer, input)
    if (typeof node === 'string') return unknownDimension(node)
    return multiply(2, node.kind.macs(node.options as never, [input], node.outputShapes))
  },

  window: (_options, [input]) =>
    input.length === 2 ? 'global' : unknownWindow('the receptive field of frames is not told'),
})

function capitalised(word: string): string {
  return word[0].toUpperCase() + word.slice(1)
}
