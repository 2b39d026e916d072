import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { repeatVector } from './repeatVector'

checkLayer(repeatVector, [
  { options: { n: 5 }, inputs: [[3]], output: [5, 3], window: 'unknown', like: () => layers.repeatVector({ n: 5 }) },
  { options: { n: 5 }, inputs: [[4, 3]], problem: 'needs a vector, got a sequence of length×channels' },
  { inputs: [[3]], problem: 'repeatVector needs n: integer of at least 1' },
])
