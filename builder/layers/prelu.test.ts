import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { prelu } from './prelu'

checkLayer(prelu, [
  { inputs: [[4, 3, 8]], output: [4, 3, 8], parameters: 96, formula: '4·3·8', like: () => layers.prelu() },
  {
    options: { sharedAxes: [1, 2] },
    inputs: [[4, 3, 8]],
    output: [4, 3, 8],
    parameters: 8,
    formula: '8',
    like: () => layers.prelu({ sharedAxes: [1, 2] }),
  },
  {
    options: { sharedAxes: [1, 2, 3] },
    inputs: [[4, 3, 8]],
    output: [4, 3, 8],
    parameters: 1,
    formula: '1',
    like: () => layers.prelu({ sharedAxes: [1, 2, 3] }),
  },
  { options: { sharedAxes: [2] }, inputs: [[10]], problem: 'axis 2 is beyond the 1 axes of the input' },
])
