import { reshape, type Tensor } from '@tensorflow/tfjs-core'
import { groupNorm as kind } from '../../builder/layers/groupNorm'
import { defineComputation } from '../computation'
import { affine, affineGradient } from './affine'
import { standardize, standardizeGradient } from './standardize'

/** {@link kind} */
export const groupNorm = defineComputation(kind, {
  forward({ groups, epsilon }, [input], weights) {
    const { standard } = standardize(grouped(input, groups), [1, 3], epsilon)
    return [affine(reshape(standard, input.shape), weights)]
  },

  backward({ groups, epsilon }, { inputs: [input], outputGradients: [gradient], weights }) {
    const ofStandard = grouped(affineGradient(gradient, weights), groups)
    return [reshape(standardizeGradient(ofStandard, grouped(input, groups), [1, 3], epsilon), input.shape)]
  },
})

/** `[images, places, groups, channels of a group]` */
function grouped(map: Tensor, groups: number): Tensor {
  const [images, height, width, channels] = map.shape as [number, number, number, number]
  return reshape(map, [images, height * width, groups, channels / groups])
}
