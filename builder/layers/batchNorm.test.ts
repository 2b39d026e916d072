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
  {
    options: { axis: 1 },
    inputs: [[4, 5, 3]],
    output: [4, 5, 3],
    parameters: 8,
    nonTrainable: 8,
    formula: '2·4',
    window: 'elementwise',
    like: () => layers.batchNormalization({ axis: 1 }),
  },
  {
    options: { axis: -2, center: false },
    inputs: [[4, 5, 3]],
    output: [4, 5, 3],
    parameters: 5,
    nonTrainable: 10,
    formula: '5',
    like: () => layers.batchNormalization({ axis: -2, center: false }),
  },
  { options: { axis: 4 }, inputs: [[4, 5, 3]], problem: 'axis 4 is beyond the 3 axes of the input' },
])
