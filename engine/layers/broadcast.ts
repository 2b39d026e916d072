import { reshape, sum, type Tensor } from '@tensorflow/tfjs-core'

/** Sums a gradient over the axes along which an input of the given shape was stretched. */
export function unbroadcast(gradient: Tensor, shape: readonly number[]): Tensor {
  const stretched = [...shape.keys()].filter(axis => shape[axis] === 1 && gradient.shape[axis] !== 1)
  return reshape(stretched.length > 0 ? sum(gradient, stretched) : gradient, [...shape])
}
