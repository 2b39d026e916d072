import {
  div,
  matMul,
  maximum,
  mul,
  norm,
  relu,
  reshape,
  sign,
  sum,
  type Tensor2D,
  tensor2d,
  tidy,
} from '@tensorflow/tfjs-core'
import type { Explanation } from './explanation'
import { layerOutput } from './layerOutput'
import { mapEvidence } from './mapEvidence'

/**
 * What does a layer respond to most, whatever the class? Its activations projected on their first right singular vector.
 *
 * Needs   a layer with a map; neither a gradient nor a target
 * Output  one number of 0 or more a place of the layer. A singular vector may point either way: the one is taken with which
 *         the activations agree on the whole.
 * Cost    one forward pass as far as the layer
 * Source  Muhammad and Yeasin 2020, Eigen-CAM, equations 3 and 4, https://arxiv.org/abs/2008.00299
 */
export const eigenCam: Explanation = {
  ...{ name: 'eigenCam', title: 'Eigen-CAM', answers: 'What does the layer respond to most, whatever the class?' },
  needs: 'layer',
  cost: () => ({ forwardPasses: 1, backwardPasses: 0 }),
  async run(question) {
    const output = await layerOutput(question)
    const [, height, width, channels] = output.shape
    const rows = tidy(() => reshape(output, [height * width, channels]) as Tensor2D)
    output.dispose()
    try {
      // Both products of the matrix with itself have the same largest singular value; the smaller one is solved.
      const byPlace = height * width <= channels
      const product = tidy(() => matMul(rows, rows, !byPlace, byPlace))
      const vector = firstEigenvector((await product.data()) as Float32Array, Math.min(height * width, channels))
      product.dispose()
      return await mapEvidence(
        tidy(() => {
          const column = tensor2d(Float32Array.from(vector), [vector.length, 1])
          // A left singular vector leads to the right one through the matrix; what is left out is a positive factor.
          const right = byPlace ? matMul(rows, column, true) : column
          const unit = div(right, maximum(norm(right), SMALLEST))
          const projected = matMul(rows, unit as Tensor2D)
          return relu(reshape(mul(projected, sign(sum(projected))), [1, height, width, 1]))
        }),
        false,
      )
    } finally {
      rows.dispose()
    }
  },
}

/** By power iteration, of length 1; zeros for a matrix of zeros. */
function firstEigenvector(matrix: Float32Array, size: number): Float64Array {
  let vector = new Float64Array(size).fill(1 / Math.sqrt(size))
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next = new Float64Array(size)
    for (let row = 0; row < size; row++)
      for (let column = 0; column < size; column++) next[row] += matrix[row * size + column] * vector[column]
    const length = Math.sqrt(next.reduce((squares, value) => squares + value * value, 0))
    if (length === 0) return next
    let change = 0
    for (let i = 0; i < size; i++) {
      next[i] /= length
      change = Math.max(change, Math.abs(next[i] - vector[i]))
    }
    vector = next
    if (change < 1e-9) break
  }
  return vector
}

const MOST_ROUNDS = 1000

/** The smallest normal float32. */
const SMALLEST = 2 ** -126
