import {
  cast,
  equal,
  maximum as largest,
  logicalAnd,
  logicalNot,
  logicalOr,
  mul,
  notEqual,
} from '@tensorflow/tfjs-core'
import { maximum as kind } from '../../builder/layers/maximum'
import { defineComputation } from '../computation'
import { unbroadcast } from './broadcast'

/** {@link kind}; of several equal maxima, the first one has the gradient. */
export const maximum = defineComputation(kind, {
  forward: (_options, [first, ...others]) => [others.reduce((a, b) => largest(a, b), first.clone())],

  backward(_options, { inputs, outputs: [output], outputGradients: [gradient] }) {
    let found = notEqual(output, output)
    return inputs.map(input => {
      const hit = logicalAnd(equal(input, output), logicalNot(found))
      found = logicalOr(found, hit)
      return unbroadcast(mul(gradient, cast(hit, 'float32')), input.shape)
    })
  },
})
