import { layers } from '@tensorflow/tfjs-layers'
import { checkComputation } from '../checks/checkComputation'
import { separableConv2d } from './separableConv2d'

checkComputation(separableConv2d, [
  {
    options: { filters: 4, kernelSize: 3 },
    inputs: [[6, 7, 3]],
    like: () => layers.separableConv2d({ filters: 4, kernelSize: 3 }),
  },
  {
    options: { filters: 2, kernelSize: 3, strides: 2, padding: 'same', depthMultiplier: 2, useBias: false },
    inputs: [[7, 6, 3]],
    like: () =>
      layers.separableConv2d({
        ...{ filters: 2, kernelSize: 3, strides: 2, padding: 'same', depthMultiplier: 2, useBias: false },
      }),
  },
])
