import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { batchNorm } from './batchNorm'

checkLayer(batchNorm, [
  {
    inputs: [[7, 5, 8]],
    output: [7, 5, 8],
    parameters: 16,
    nonTrainable: 16,
    formula: '2·8',
    window: 'elementwise',
    like: () => layers.batchNormalization(),
  },
  {
    options: { scale: false },
    inputs: [[7, 5, 8]],
    output: [7, 5, 8],
    parameters: 8,
    nonTrainable: 16,
    formula: '8',
    like: () => layers.batchNormalization({ scale: false }),
  },
  {
    options: { scale: false, center: false },
    inputs: [[8]],
    output: [8],
    nonTrainable: 16,
    like: () => layers.batchNormalization({ scale: false, center: false }),
  },
])
