import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { layerNorm } from './layerNorm'

checkLayer(layerNorm, [
  {
    inputs: [[5, 4, 6]],
    output: [5, 4, 6],
    parameters: 12,
    formula: '2·6',
    window: 'elementwise',
    like: () => layers.layerNormalization(),
  },
  {
    options: { center: false },
    inputs: [[10]],
    output: [10],
    parameters: 10,
    formula: '10',
    like: () => layers.layerNormalization({ center: false }),
  },
  { options: { center: false, scale: false }, inputs: [[10]], output: [10] },
])
