import {
  add,
  cast,
  gather,
  mul,
  range,
  reshape,
  scalar,
  scatterND,
  type Tensor,
  type Tensor1D,
  zerosLike,
} from '@tensorflow/tfjs-core'
import { maxUnpool2d as kind } from '../../builder/layers/maxUnpool2d'
import { defineComputation } from '../computation'

/** {@link kind}; elements that go to one place, as those of overlapping windows may, are added up there. */
export const maxUnpool2d = defineComputation(kind, {
  forward(options, [input, indices]) {
    const [shape] = kind.infer(options, [input.shape.slice(1), indices.shape.slice(1)]) as [[number, number, number]]
    const size = shape.reduce((a, b) => a * b, 1)
    const places = reshape(placesOf(indices, size), [-1, 1])
    const images = input.shape[0]
    return [reshape(scatterND(places, reshape(input, [-1]), [images * size]), [images, ...shape])]
  },

  backward(_options, { inputs: [input, indices], outputGradients: [gradient] }) {
    const places = placesOf(indices, gradient.size / gradient.shape[0])
    return [reshape(gather(reshape(gradient, [-1]), places), input.shape), zerosLike(indices)]
  },
})

/** The places in a batch of outputs of the given number of elements each, [places], int32. */
function placesOf(indices: Tensor, size: number): Tensor1D {
  const [images] = indices.shape
  const starts = mul(range(0, images, 1, 'int32'), scalar(size, 'int32'))
  return reshape(add(cast(indices, 'int32'), reshape(starts, [images, 1, 1, 1])), [-1])
}
