import { transpose } from '@tensorflow/tfjs-core'
import { permute as kind } from '../../builder/layers/permute'
import { defineComputation } from '../computation'

/** {@link kind} */
export const permute = defineComputation(kind, {
  forward: ({ dims }, [input]) => [transpose(input, [0, ...dims])],

  backward({ dims }, { outputGradients: [gradient] }) {
    const order = [0, ...dims]
    return [
      transpose(
        gradient,
        [...order.keys()].map(axis => order.indexOf(axis)),
      ),
    ]
  },
})
