import { cast, greater, maximum, mul, rsqrt, square, sub, sum } from '@tensorflow/tfjs-core'
import { l2Normalize as kind } from '../../builder/layers/l2Normalize'
import { defineComputation } from '../computation'

/** {@link kind} */
export const l2Normalize = defineComputation(kind, {
  forward({ epsilon }, [input], { scale }) {
    const unit = mul(input, rsqrt(maximum(sum(square(input), -1, true), epsilon)))
    return [scale ? mul(unit, scale) : unit]
  },

  /** What a gradient has along the vector is lost, unless the vector is so short that its length is not its own. */
  backward({ epsilon }, { inputs: [input], outputGradients: [gradient], weights: { scale } }) {
    const squares = sum(square(input), -1, true)
    const inverse = rsqrt(maximum(squares, epsilon))
    const unit = mul(input, inverse)
    const scaled = scale ? mul(gradient, scale) : gradient
    const along = mul(sum(mul(scaled, unit), -1, true), cast(greater(squares, epsilon), 'float32'))
    return [mul(inverse, sub(scaled, mul(unit, along)))]
  },
})
