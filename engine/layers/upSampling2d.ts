import { image, matMul, reshape, type Tensor, type Tensor4D, tensor2d, transpose } from '@tensorflow/tfjs-core'
import { upSampling2d as kind } from '../../builder/layers/upSampling2d'
import { defineComputation } from '../computation'
import { mapSize } from './placement'

/** {@link kind} */
export const upSampling2d = defineComputation(kind, {
  forward({ size, interpolation, coordinates }, [input]) {
    const [height, width] = mapSize(input)
    const target: [number, number] = [height * size[0], width * size[1]]
    return [
      interpolation === 'nearest'
        ? image.resizeNearestNeighbor(input as Tensor4D, target)
        : image.resizeBilinear(input as Tensor4D, target, false, coordinates === 'halfPixel'),
    ]
  },

  backward({ size, interpolation, coordinates }, { inputs: [input], outputGradients: [gradient] }) {
    const [height, width] = mapSize(input)
    const sharesOf = (side: number, factor: number) =>
      interpolation === 'nearest' ? nearestShares(side, factor) : bilinearShares(side, factor, coordinates)
    const columns = alongRows(gradient, sharesOf(height, size[0]))
    const turned = alongRows(transpose(columns, [0, 2, 1, 3]), sharesOf(width, size[1]))
    return [transpose(turned, [0, 2, 1, 3])]
  },
})

/** Multiplies the rows of a map with a matrix [rows before, rows after]. */
function alongRows(map: Tensor, matrix: Tensor): Tensor {
  const [images, , width, channels] = map.shape
  const [rows, target] = matrix.shape
  const stacked = reshape(transpose(map, [0, 2, 3, 1]), [-1, rows])
  const product = reshape(matMul(stacked, matrix), [images, width!, channels!, target!])
  return transpose(product, [0, 3, 1, 2])
}

/** Which share of each input element an output element is: [output, input], along one axis. */
function nearestShares(size: number, factor: number): Tensor {
  const shares = new Float32Array(size * factor * size)
  for (let output = 0; output < size * factor; output++) shares[output * size + Math.floor(output / factor)] = 1
  return tensor2d(shares, [size * factor, size])
}

function bilinearShares(size: number, factor: number, coordinates: 'halfPixel' | 'topLeft'): Tensor {
  const shares = new Float32Array(size * factor * size)
  for (let output = 0; output < size * factor; output++) {
    const place = coordinates === 'topLeft' ? output / factor : Math.max(0, (output + 0.5) / factor - 0.5)
    const below = Math.min(size - 1, Math.floor(place))
    const above = Math.min(size - 1, below + 1)
    shares[output * size + below] += 1 - (place - below)
    shares[output * size + above] += place - below
  }
  return tensor2d(shares, [size * factor, size])
}
