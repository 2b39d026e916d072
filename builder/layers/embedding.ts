import { formatDimension } from '../dimension'
import { defineLayer } from '../layerKind'
import { count, flagOr } from '../option'
import { initializerOf, initializerOr, regularizerOption } from './learned'

/**
 * Embedding: puts a learned vector in the place of every whole number, such as the index of a word.
 *
 * Input   any shape, of integers from 0, below inputDim
 * Output  the same shape with a further axis of outputDim
 * Params  inputDim · outputDim
 * MACs    none: rows are looked up
 * Source  Bengio et al. 2003, A Neural Probabilistic Language Model, §2
 */
export const embedding = defineLayer({
  kind: 'embedding',
  summary: 'Puts a learned vector in the place of every index.',
  options: {
    inputDim: count('How many indices there are.'),
    outputDim: count('Length of the vectors.'),
    maskZero: flagOr(false, 'Whether index 0 is padding that later layers leave out.'),
    embeddingsInitializer: initializerOr('randomUniform', 'How the vectors start.'),
    embeddingsRegularizer: regularizerOption,
  },
  positional: ['inputDim', 'outputDim'],

  infer: ({ outputDim }, [input]) => [[...input, outputDim]],

  weights: ({ inputDim, outputDim, embeddingsInitializer }) => [
    {
      name: 'embeddings',
      shape: [inputDim, outputDim],
      trainable: true,
      initializer: initializerOf(embeddingsInitializer, 'randomUniform'),
    },
  ],

  formula: ({ inputDim, outputDim }) => `${formatDimension(inputDim)}·${formatDimension(outputDim)}`,
})
