export interface LinearModel {
  readonly coefficients: Float64Array
  readonly intercept: number
  /** The part of the weighted variance that the model explains: 1 is all of it. */
  readonly rSquared: number
}

/**
 * The linear model with the least weighted squares, its coefficients, but not its intercept, held small by `penalty` times the
 * sum of the weights. Samples are rows of numbers.
 *
 * Source  Hoerl and Kennard 1970, Ridge Regression, equation 2.1
 */
export function ridgeRegression(
  samples: readonly ArrayLike<number>[],
  values: ArrayLike<number>,
  weights: ArrayLike<number>,
  penalty: number,
): LinearModel {
  const size = samples[0].length
  let total = 0
  let mean = 0
  const means = new Float64Array(size)
  for (const [row, sample] of samples.entries()) {
    total += weights[row]
    mean += weights[row] * values[row]
    for (let i = 0; i < size; i++) means[i] += weights[row] * sample[i]
  }
  mean /= total
  for (let i = 0; i < size; i++) means[i] /= total
  const matrix = Array.from({ length: size }, () => new Float64Array(size))
  const right = new Float64Array(size)
  for (const [row, sample] of samples.entries())
    for (let i = 0; i < size; i++) {
      const weighted = weights[row] * (sample[i] - means[i])
      right[i] += weighted * (values[row] - mean)
      for (let j = 0; j <= i; j++) matrix[i][j] += weighted * (sample[j] - means[j])
    }
  for (let i = 0; i < size; i++) matrix[i][i] += penalty * total
  const coefficients = solve(matrix, right)
  const intercept = coefficients.reduce((rest, coefficient, i) => rest - coefficient * means[i], mean)
  let [left, all] = [0, 0]
  for (const [row, sample] of samples.entries()) {
    const told = coefficients.reduce((sum, coefficient, i) => sum + coefficient * sample[i], intercept)
    left += weights[row] * (values[row] - told) ** 2
    all += weights[row] * (values[row] - mean) ** 2
  }
  return { coefficients, intercept, rSquared: all === 0 ? 1 : 1 - left / all }
}

/** By Cholesky's factors of a symmetric, positive definite matrix, of which the lower half is given. */
function solve(matrix: readonly Float64Array[], right: Float64Array): Float64Array {
  const size = right.length
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i][j]
      for (let k = 0; k < j; k++) sum -= matrix[i][k] * matrix[j][k]
      matrix[i][j] = i === j ? Math.sqrt(Math.max(sum, Number.MIN_VALUE)) : sum / matrix[j][j]
    }
  const result = right.slice()
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) result[i] -= matrix[i][k] * result[k]
    result[i] /= matrix[i][i]
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) result[i] -= matrix[k][i] * result[k]
    result[i] /= matrix[i][i]
  }
  return result
}
