import {
  add,
  concat,
  div,
  expandDims,
  image as imageOperations,
  mul,
  split,
  sub,
  type Tensor3D,
  type Tensor4D,
  tensor,
  tidy,
} from '@tensorflow/tfjs-core'
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
    const pixels = tensor(data, [height, width, 4], 'float32') as Tensor3D
    const [red, green, blue] = split(pixels, 4, 2) as Tensor3D[]
    const colours = preprocessing.channelOrder === 'bgr' ? [blue, green, red] : [red, green, blue]
    const channels = input[2] === 1 ? [luma(red, green, blue)] : colours
    const map = expandDims(concat(channels, 2), 0) as Tensor4D
    const resized = imageOperations.resizeBilinear(map, [size.height, size.width], false, true)
    const { scale = 1, mean, standardDeviation } = preprocessing
    const scaled = mul(resized, scale)
    const centred = mean ? sub(scaled, [...mean]) : scaled
    return (standardDeviation ? div(centred, [...standardDeviation]) : centred) as Tensor4D
  })
}

function luma(red: Tensor3D, green: Tensor3D, blue: Tensor3D): Tensor3D {
  return add(add(mul(red, 0.299), mul(green, 0.587)), mul(blue, 0.114)) as Tensor3D
}
