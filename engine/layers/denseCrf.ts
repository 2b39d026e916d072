import {
  add,
  concat,
  div,
  exp,
  matMul,
  mul,
  neg,
  range,
  reshape,
  slice,
  softmax,
  split,
  square,
  sub,
  sum,
  type Tensor,
  tidy,
  tile,
  transpose,
} from '@tensorflow/tfjs-core'
import { denseCrf as kind } from '../../builder/layers/denseCrf'
import { defineComputation, type Known } from '../computation'
import { EngineError } from '../engineError'

/**
 * {@link kind}, by exact sums over all pairs of pixels: the work grows with the square of the number of pixels, which
 * suits small maps and fast GPUs. Classes that differ are all equally unlike (Potts model). As in the authors' program, what
 * a term gathers for a pixel is the weighed mean over all pixels, the pixel itself included. There is no gradient.
 */
export const denseCrf = defineComputation(kind, {
  forward(options, [scores, image]) {
    const maps = split(scores, scores.shape[0], 0)
    const images = split(image, image.shape[0], 0)
    return [concat(maps.map((map, index) => tidy(() => meanField(options, map, images[index]))))]
  },

  backward() {
    throw new EngineError(
      'not-explainable',
      'a conditional random field is for inference only and passes no gradient',
      'Explain the network without this layer.',
    )
  },
})

type Options = Known<Parameters<typeof kind.infer>[0]>

/** Algorithm 1 of Krähenbühl and Koltun; q is computed anew from the scores and what both terms gather. */
function meanField(options: Options, map: Tensor, image: Tensor): Tensor {
  const [, height, width, classes] = map.shape as [number, number, number, number]
  const own = reshape(map, [height * width, classes])
  const rows = reshape(tile(reshape(range(0, height), [height, 1]), [1, width]), [-1, 1])
  const columns = reshape(tile(reshape(range(0, width), [1, width]), [height, 1]), [-1, 1])
  const colors = split(reshape(image, [height * width, -1]), image.shape[3]!, 1)
  const spatial = [rows, columns].map(axis => div(axis, options.spatialDistance))
  const bilateral = [
    ...[rows, columns].map(axis => div(axis, options.bilateralDistance)),
    ...colors.map(color => div(color, options.bilateralColor)),
  ]
  let current = own
  for (let iteration = 0; iteration < options.iterations; iteration++) {
    current = tidy(() => {
      const likely = softmax(current)
      const near = mul(gathered(spatial, likely), options.spatialWeight)
      return add(add(own, near), mul(gathered(bilateral, likely), options.bilateralWeight))
    })
  }
  return reshape(current, map.shape)
}

/** The mean of `values` [pixels, classes] over all pixels, weighed by exp(−½ · squared distance of their features). */
function gathered(features: readonly Tensor[], values: Tensor): Tensor {
  const pixels = values.shape[0]
  const rows = Math.max(1, Math.floor(PAIRS_AT_ONCE / pixels))
  const parts: Tensor[] = []
  for (let start = 0; start < pixels; start += rows) {
    const part = tidy(() => {
      const count = Math.min(rows, pixels - start)
      // Differences first: squares of large features would leave few digits for the distance of like pixels.
      const squares = features.map(feature => square(sub(slice(feature, [start, 0], [count, 1]), transpose(feature))))
      const weights = exp(mul(neg(squares.reduce((sum, axis) => add(sum, axis))), 0.5))
      return div(matMul(weights, values), sum(weights, 1, true))
    })
    parts.push(part)
  }
  return concat(parts)
}

/** Weights held at one time, 16 MiB of float32. */
const PAIRS_AT_ONCE = 2 ** 22
