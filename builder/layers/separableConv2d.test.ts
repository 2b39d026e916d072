import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { separableConv2d } from './separableConv2d'

checkLayer(separableConv2d, [
  // From 8 to 16 channels: 3·3·8 + (8 + 1)·16 = 216 parameters, where a full convolution has 1,168.
  {
    options: { filters: 16, kernelSize: 3 },
    inputs: [[10, 10, 8]],
    output: [8, 8, 16],
    parameters: 216,
    formula: '3·3·8 + (8 + 1)·16',
    macs: (9 * 8 + 8 * 16) * 64,
    window: { size: [3, 3], stride: [1, 1], padding: [0, 0] },
    like: () => layers.separableConv2d({ filters: 16, kernelSize: 3 }),
  },
  {
    options: { filters: 4, kernelSize: [3, 5], strides: 2, padding: 'same', depthMultiplier: 2, useBias: false },
    inputs: [[9, 8, 3]],
    output: [5, 4, 4],
    parameters: 114,
    formula: '3·5·3·2 + 3·2·4',
    macs: (15 * 6 + 6 * 4) * 20,
    like: () =>
      layers.separableConv2d({
        filters: 4,
        kernelSize: [3, 5],
        strides: 2,
        padding: 'same',
        depthMultiplier: 2,
        useBias: false,
      }),
  },
])
