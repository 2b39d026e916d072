import { broadcastTo, matMul as product, type Tensor } from '@tensorflow/tfjs-core'
import { matMul as kind } from '../../builder/layers/matMul'
import { defineComputation } from '../computation'
import { unbroadcast } from './broadcast'

/** {@link kind} */
export const matMul = defineComputation(kind, {
  forward({ transposeA, transposeB }, inputs) {
    const [a, b] = stretch(inputs)
    return [product(a, b, transposeA, transposeB)]
  },

  /** For A · B, the gradients are G · Bᵀ and Aᵀ · G; of a swapped matrix, the gradient is swapped too. */
  backward({ transposeA, transposeB }, { inputs, outputGradients: [gradient] }) {
    const [a, b] = stretch(inputs)
    const ofA = transposeA ? product(b, gradient, transposeB, true) : product(gradient, b, false, !transposeB)
    const ofB = transposeB ? product(gradient, a, true, transposeA) : product(a, gradient, !transposeA, false)
    return [unbroadcast(ofA, inputs[0].shape), unbroadcast(ofB, inputs[1].shape)]
  },
})

/** Both with as many matrices: TensorFlow.js mixes up matrices of a batch where one side has fewer. */
function stretch([a, b]: readonly Tensor[]): [Tensor, Tensor] {
  const before = a.shape.slice(0, -2).map((size, axis) => Math.max(size, b.shape[axis]))
  const full = (tensor: Tensor) => {
    const shape = [...before, ...tensor.shape.slice(-2)]
    return shape.every((size, axis) => size === tensor.shape[axis]) ? tensor : broadcastTo(tensor, shape)
  }
  return [full(a), full(b)]
}
