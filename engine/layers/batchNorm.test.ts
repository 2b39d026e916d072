import { layers } from '@tensorflow/tfjs-layers'
import { checkComputation } from '../checks/checkComputation'
import { batchNorm } from './batchNorm'

checkComputation(batchNorm, [
  { inputs: [[4, 5, 3]], like: () => layers.batchNormalization() },
  {
    options: { epsilon: 0.1, scale: false },
    inputs: [[4, 5, 3]],
    like: () => layers.batchNormalization({ epsilon: 0.1, scale: false }),
  },
  { options: { center: false }, inputs: [[6]], like: () => layers.batchNormalization({ center: false }) },
  // The CPU backend of TensorFlow.js mixes the channels up where they are not the last axis.
  {
    options: { axis: 1 },
    inputs: [[4, 5, 3]],
    naive: ([{ values }], { gamma, beta, movingMean, movingVariance }) =>
      Array.from(values, (value, i) => {
        const row = Math.floor(i / 15)
        const standard = (value - movingMean.at(row)) / Math.sqrt(movingVariance.at(row) + 1e-3)
        return standard * gamma.at(row) + beta.at(row)
      }),
  },
  {
    options: { axis: -2, center: false, epsilon: 0.1 },
    inputs: [[4, 5, 3]],
    naive: ([{ values }], { gamma, movingMean, movingVariance }) =>
      Array.from(values, (value, i) => {
        const column = Math.floor(i / 3) % 5
        return ((value - movingMean.at(column)) / Math.sqrt(movingVariance.at(column) + 0.1)) * gamma.at(column)
      }),
  },
])
