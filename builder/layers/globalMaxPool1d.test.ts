import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { globalMaxPool1d } from './globalMaxPool1d'

checkLayer(globalMaxPool1d, [
  { inputs: [[9, 3]], output: [3], window: 'global', like: () => layers.globalMaxPooling1d() },
  { inputs: [[3]], problem: 'needs a sequence of length×channels, got a vector' },
])
