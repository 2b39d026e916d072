import { layers } from '@tensorflow/tfjs-layers'
import { checkComputation } from '../checks/checkComputation'
import { softmax } from './softmax'

checkComputation(softmax, [
  { inputs: [[10]], like: () => layers.softmax() },
  { inputs: [[3, 4, 5]], like: () => layers.activation({ activation: 'softmax' }) },
  // TensorFlow.js computes it along the last axis alone.
  {
    options: { axis: 1 },
    inputs: [[3, 4]],
    naive: ([scores]) => {
      const shares = [...scores.values].map(Math.exp)
      return shares.map((share, i) => share / (shares[i % 4] + shares[4 + (i % 4)] + shares[8 + (i % 4)]))
    },
  },
])
