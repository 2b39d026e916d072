import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { flatten } from './flatten'

checkLayer(flatten, [
  { inputs: [[7, 5, 8]], output: [280], window: 'global', like: () => layers.flatten() },
  { inputs: [[9]], output: [9], window: 'elementwise' },
])
