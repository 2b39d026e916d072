import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { convLstm2d } from './convLstm2d'

checkLayer(convLstm2d, [
  // 4 · (3·3·(2 + 5) + 1) · 5 = 1,280; 4·63 multiply-adds an element of 6·6·5, four frames.
  {
    options: { filters: 5, kernelSize: 3 },
    inputs: [[4, 8, 8, 2]],
    output: [6, 6, 5],
    parameters: 1280,
    formula: '4·(3·3·(2 + 5) + 1)·5',
    macs: 4 * 252 * 180,
    window: 'unknown',
    like: () => layers.convLstm2d({ filters: 5, kernelSize: 3 } as never),
  },
  {
    options: {
      filters: 5,
      kernelSize: [3, 2],
      strides: 2,
      padding: 'same',
      returnSequences: true,
      returnState: true,
      useBias: false,
    },
    inputs: [[4, 8, 7, 2]],
    outputs: [
      [4, 4, 4, 5],
      [4, 4, 5],
      [4, 4, 5],
    ],
    parameters: 840,
    formula: '4·3·2·(2 + 5)·5',
    macs: 4 * 168 * 80,
    like: () =>
      layers.convLstm2d({
        filters: 5,
        kernelSize: [3, 2],
        strides: 2,
        padding: 'same',
        returnSequences: true,
        returnState: true,
        useBias: false,
      } as never),
  },
  {
    options: { filters: 5, kernelSize: 9 },
    inputs: [[4, 8, 8, 2]],
    problem: 'window 9×9 is larger than its 8×8 input',
  },
  {
    options: { filters: 5, kernelSize: 3 },
    inputs: [[8, 8, 2]],
    problem: 'needs frames of frames×height×width×channels, got a map of height×width×channels',
  },
])
