import { type Dimension, unknownDimension } from '../dimension'
import { defineLayer } from '../layerKind'
import { choiceOr, count } from '../option'

/**
 * Encodes indices as vectors: which occur (multiHot), how often each does (count), or one vector an index (oneHot).
 *
 * Input   any shape, of integers from 0, below numTokens
 * Output  the last axis is numTokens; with oneHot a further axis, unless the last one is 1
 * Params  none
 * MACs    none
 * Source  Keras, CategoryEncoding layer, https://keras.io/api/layers/preprocessing_layers/categorical/category_encoding
 */
export const categoryEncoding = defineLayer({
  kind: 'categoryEncoding',
  summary: 'Encodes indices as vectors of zeros and ones, or of counts.',
  options: {
    numTokens: count('How many indices there are.'),
    outputMode: choiceOr(['multiHot', 'oneHot', 'count'], 'multiHot', 'What the vectors tell.'),
  },
  positional: ['numTokens'],

  infer({ numTokens, outputMode }, [input]) {
    const last: Dimension = input[input.length - 1] ?? unknownDimension('the input has no axis')
    if (outputMode === 'oneHot' && last !== 1) return [[...input, numTokens]]
    return [[...input.slice(0, -1), numTokens]]
  },

  window: (_options, [input]) => (input.length === 1 ? 'global' : 'elementwise'),
})
