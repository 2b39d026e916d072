import { defineLayer } from '../layerKind'
import { count } from '../option'
import { wrongRank } from './ranks'
import { unknownWindow } from './unknownWindow'

/**
 * Repeats a vector, as in Keras: a sequence of n equal elements.
 *
 * Input   [units]
 * Output  [n, units]
 * Params  none
 * MACs    none
 * Error   the input is no vector
 * Source  Keras, RepeatVector layer, https://keras.io/api/layers/reshaping_layers/repeat_vector
 */
export const repeatVector = defineLayer({
  kind: 'repeatVector',
  summary: 'Repeats a vector as every element of a sequence.',
  options: { n: count('Length of the sequence.') },
  positional: ['n'],
  infer: ({ n }, [input]) => (input.length === 1 ? [[n, input[0]]] : wrongRank(input, 'a vector')),
  window: () => unknownWindow('every element of the sequence is the same'),
})
