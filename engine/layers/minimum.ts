import {
  cast,
  equal,
  logicalAnd,
  logicalNot,
  logicalOr,
  mul,
  notEqual,
  minimum as smallest,
} from '@tensorflow/tfjs-core'
import { minimum as kind } from '../../builder/layers/minimum'
import { defineComputation } from '../computation'
import { unbroadcast } from './broadcast'

/** {@link kind}; of several equal minima, the first one has the gradient. */
export const minimum = defineComputation(kind, {
  forward: (_options, [first, ...others]) => [others.reduce((a, b) => smallest(a, b), first.clone())],

  backward(_options, { inputs, outputs: [output], outputGradients: [gradient] }) {
    let found = notEqual(output, output)
    return inputs.map(input => {
      const hit = logicalAnd(equal(input, output), logicalNot(found))
      found = logicalOr(found, hit)
      return unbroadcast(mul(gradient, cast(hit, 'float32')), input.shape)
    })
  },
})
