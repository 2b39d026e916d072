import { div, image as imageOperations, mul, sub, type Tensor4D, tensor4d, tidy } from '@tensorflow/tfjs-core'
import type { Preprocessing } from '../builder/graph'
import type { Shape } from '../builder/shape'
import { EngineError } from './engineError'
import { inputSize } from './inputSize'
import { preprocessingProblem } from './preprocessingProblem'
import type { Image } from './requests'

/**
 * An image as the network's input: enlarged or shrunk bilinearly (pixel centres at half, as `tf.image.resize`), in grey
 * for one channel, in the network's order of colours, then `(pixel · scale − mean) / standardDeviation` per channel. Alpha
 * is ignored; images of another shape are stretched, so `fitImage` comes before.
 *
 * Output  [1, height, width, channels]
 * Errors  {@link EngineError} `wrong-image` where the image or the preprocessing is malformed
 * Source  grey: ITU-R BT.601-7, §2.5.1
 */
export function imageTensor(image: Image, input: Shape, preprocessing: Preprocessing = {}): Tensor4D {
  const { width, height, data } = image
  if (!(width >= 1 && height >= 1) || data.length !== 4 * width * height) {
    const message = `the image says ${width}×${height} pixels but has ${data.length} bytes`
    throw new EngineError('wrong-image', message, 'Choose another image.')
  }
  const problem = preprocessingProblem(preprocessing, Number(input[2]))
  if (problem !== undefined)
    throw new EngineError('wrong-image', `preprocessing.${problem}`, 'Change the preprocessing.')
  const size = inputSize(image, input, preprocessing)
  return tidy(() => {
    const numbers = input[2] === 1 ? luma(data) : colours(data, preprocessing.channelOrder)
    const map = tensor4d(numbers, [1, height, width, numbers.length / (height * width)])
    const resized = imageOperations.resizeBilinear(map, [size.height, size.width], false, true)
    const { scale = 1, mean, standardDeviation } = preprocessing
    const scaled = mul(resized, scale)
    const centred = mean ? sub(scaled, [...mean]) : scaled
    return (standardDeviation ? div(centred, [...standardDeviation]) : centred) as Tensor4D
  })
}

function luma(pixels: Uint8ClampedArray): Float32Array {
  const numbers = new Float32Array(pixels.length / 4)
  for (let place = 0; place < numbers.length; place++) {
    const red = 4 * place
    numbers[place] = 0.299 * pixels[red] + 0.587 * pixels[red + 1] + 0.114 * pixels[red + 2]
  }
  return numbers
}

function colours(pixels: Uint8ClampedArray, order: Preprocessing['channelOrder']): Float32Array {
  const places = pixels.length / 4
  const [first, last] = order === 'bgr' ? [2, 0] : [0, 2]
  const numbers = new Float32Array(3 * places)
  for (let place = 0; place < places; place++) {
    numbers[3 * place] = pixels[4 * place + first]
    numbers[3 * place + 1] = pixels[4 * place + 1]
    numbers[3 * place + 2] = pixels[4 * place + last]
  }
  return numbers
}
