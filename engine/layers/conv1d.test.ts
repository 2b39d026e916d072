import { layers } from '@tensorflow/tfjs-layers'
import { checkComputation } from '../checks/checkComputation'
import { conv1d } from './conv1d'

checkComputation(conv1d, [
  {
    options: { filters: 4, kernelSize: 3 },
    inputs: [[9, 2]],
    like: () => layers.conv1d({ filters: 4, kernelSize: 3 }),
  },
  {
    options: { filters: 4, kernelSize: 4, strides: 2, padding: 'same', useBias: false },
    inputs: [[9, 2]],
    like: () => layers.conv1d({ filters: 4, kernelSize: 4, strides: 2, padding: 'same', useBias: false }),
  },
  {
    options: { filters: 2, kernelSize: 3, dilationRate: 2 },
    inputs: [[9, 2]],
    like: () => layers.conv1d({ filters: 2, kernelSize: 3, dilationRate: 2 }),
  },
  // TensorFlow.js computes no causal padding.
  {
    options: { filters: 2, kernelSize: 3, dilationRate: 2, padding: 'causal' },
    inputs: [[6, 2]],
    naive: ([input], { kernel, bias }) => {
      const values: number[] = []
      for (let place = 0; place < 6; place++) {
        for (let filter = 0; filter < 2; filter++) {
          let sum = bias.at(filter)
          for (let tap = 0; tap < 3; tap++) {
            for (let channel = 0; channel < 2; channel++) {
              sum += input.at(place - 2 * (2 - tap), channel) * kernel.at(tap, channel, filter)
            }
          }
          values.push(sum)
        }
      }
      return values
    },
  },
])
