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
  {
    options: { axis: [1, 2, 3] },
    inputs: [[4, 5, 3]],
    output: [4, 5, 3],
    parameters: 120,
    formula: '2·4·5·3',
    window: 'gate',
    like: () => layers.layerNormalization({ axis: [1, 2, 3] }),
  },
  {
    options: { axis: [3, 1], scale: false },
    inputs: [[4, 5, 3]],
    output: [4, 5, 3],
    parameters: 12,
    formula: '3·4',
    like: () => layers.layerNormalization({ axis: [3, 1], scale: false }),
  },
  { options: { axis: [1, -3] }, inputs: [[4, 5, 3]], problem: '[1, -3] names an axis twice' },
  { options: { axis: 4 }, inputs: [[4, 5, 3]], problem: 'axis 4 is beyond the 3 axes of the input' },
])
