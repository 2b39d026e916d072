import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { categoryEncoding } from './categoryEncoding'

checkLayer(categoryEncoding, [
  { options: { numTokens: 5 }, inputs: [[3]], output: [5], like: () => layers.categoryEncoding({ numTokens: 5 }) },
  {
    options: { numTokens: 5, outputMode: 'oneHot' },
    inputs: [[3]],
    output: [3, 5],
    like: () => layers.categoryEncoding({ numTokens: 5, outputMode: 'oneHot' }),
  },
  {
    options: { numTokens: 5, outputMode: 'oneHot' },
    inputs: [[1]],
    output: [5],
    like: () => layers.categoryEncoding({ numTokens: 5, outputMode: 'oneHot' }),
  },
  {
    options: { numTokens: 5, outputMode: 'tfIdf' },
    inputs: [[3]],
    problem: "outputMode must be 'multiHot' or 'oneHot' or 'count', got 'tfIdf'",
  },
])
