import { matMul, reshape, type Tensor, tensor3d } from '@tensorflow/tfjs-core'

/** What every output element along one axis reads: `[output, input]`, rows of weights. */
export type AxisWeights = readonly (readonly number[])[]

/** Weighs the rows and the columns of maps: output (i, j) is Σ rows[i][y] · columns[j][x] · map (y, x). */
export function weighAxes(map: Tensor, rows: AxisWeights, columns: AxisWeights): Tensor {
  return multiply(map, rows, columns, false)
}

/** The gradient of {@link weighAxes} with respect to the map. */
export function weighAxesTransposed(gradient: Tensor, rows: AxisWeights, columns: AxisWeights): Tensor {
  return multiply(gradient, rows, columns, true)
}

function multiply(map: Tensor, rows: AxisWeights, columns: AxisWeights, transposed: boolean): Tensor {
  const [images, height, width, channels] = map.shape as [number, number, number, number]
  const newHeight = transposed ? rows[0].length : rows.length
  const newWidth = transposed ? columns[0].length : columns.length
  const tall = matMul(matrix(rows), reshape(map, [images, height, width * channels]), transposed)
  const wide = matMul(matrix(columns), reshape(tall, [images * newHeight, width, channels]), transposed)
  return reshape(wide, [images, newHeight, newWidth, channels])
}

function matrix(weights: AxisWeights): Tensor {
  return tensor3d(weights.flat(), [1, weights.length, weights[0].length])
}
