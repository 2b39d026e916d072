import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { upSampling2d } from './upSampling2d'

checkLayer(upSampling2d, [
  {
    inputs: [[7, 5, 3]],
    output: [14, 10, 3],
    window: { size: [1, 1], stride: [0.5, 0.5], padding: [0.25, 0.25] },
    like: () => layers.upSampling2d({}),
  },
  {
    options: { size: [2, 4], interpolation: 'bilinear' },
    inputs: [[7, 5, 3]],
    output: [14, 20, 3],
    window: { size: [2, 2], stride: [0.5, 0.25], padding: [0.75, 0.875] },
    like: () => layers.upSampling2d({ size: [2, 4], interpolation: 'bilinear' }),
  },
  {
    options: { size: [2, 2], interpolation: 'bilinear', coordinates: 'topLeft' },
    inputs: [[4, 5, 3]],
    output: [8, 10, 3],
    window: { size: [2, 2], stride: [0.5, 0.5], padding: [0.5, 0.5] },
    like: () => layers.upSampling2d({ size: [2, 2], interpolation: 'bilinear' }),
  },
])
