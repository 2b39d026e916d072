import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { timeDistributed } from './timeDistributed'

checkLayer(timeDistributed, [
  {
    options: { layer: { kind: 'dense', options: { units: 4 } } },
    inputs: [[7, 3]],
    output: [7, 4],
    parameters: 16,
    formula: '(3 + 1)·4',
    macs: 84,
    window: 'elementwise',
    like: () => layers.timeDistributed({ layer: layers.dense({ units: 4 }) }),
  },
  {
    options: { layer: { kind: 'conv2d', options: { filters: 2, kernelSize: 3, activation: 'relu' } } },
    inputs: [[5, 8, 8, 1]],
    output: [5, 6, 6, 2],
    parameters: 20,
    formula: '(3·3·1 + 1)·2',
    macs: 5 * 18 * 36,
    window: 'unknown',
    like: () => layers.timeDistributed({ layer: layers.conv2d({ filters: 2, kernelSize: 3, activation: 'relu' }) }),
  },
  {
    options: { layer: { kind: 'batchNorm' } },
    inputs: [[5, 8, 8, 3]],
    output: [5, 8, 8, 3],
    parameters: 6,
    nonTrainable: 6,
    formula: '2·3',
    window: 'elementwise',
    like: () => layers.timeDistributed({ layer: layers.batchNormalization() }),
  },
  {
    options: { layer: { kind: 'flatten', options: {} } },
    inputs: [[5, 8, 8, 1]],
    output: [5, 64],
    like: () => layers.timeDistributed({ layer: layers.flatten() }),
  },
  {
    options: { layer: { kind: 'conv2d', options: { filters: 2, kernelSize: 9 } } },
    inputs: [[5, 8, 8, 1]],
    problem: 'conv2d: window 9×9 is larger than its 8×8 input',
  },
  {
    options: { layer: { kind: 'dense', options: { unit: 4 } } },
    inputs: [[7, 3]],
    problem: 'dense: dense has no option unit; did you mean units?',
  },
  {
    options: { layer: { kind: 'add', options: {} } },
    inputs: [[7, 3]],
    problem:
      "layer must be a layer with one input, such as layers.dense(8) or { kind, options }, got { kind: 'add', options: {  } }",
  },
  {
    options: { layer: { kind: 'dense', options: { units: 4 } } },
    inputs: [[3]],
    problem: 'needs a sequence, got a vector',
  },
])
