import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { globalAveragePool1d } from './globalAveragePool1d'

checkLayer(globalAveragePool1d, [
  { inputs: [[9, 3]], output: [3], window: 'global', like: () => layers.globalAveragePooling1d() },
  { inputs: [[3]], problem: 'needs a sequence of length×channels, got a vector' },
])
