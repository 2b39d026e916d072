import type { Preprocessing } from '../../builder/graph'
import type { Shape } from '../../builder/shape'
import { inputSize } from '../inputSize'
import { preprocessingProblem } from '../preprocessingProblem'
import type { Image } from '../requests'

/**
 * The image in the shape of the network's input, in its own pixels: as it is where it will be stretched; its middle, as
 * large as fits; or in the middle of as much black as it takes. What the network sees is this, resized.
 */
export function fitImage(image: Image, input: Shape, preprocessing: Preprocessing = {}): Image {
  const { resize = 'stretch' } = preprocessing
  // What is malformed is told where the image becomes numbers.
  if (resize === 'stretch' || preprocessingProblem(preprocessing, Number(input[2])) !== undefined) return image
  const wanted = inputSize(image, input, preprocessing)
  const scales = [wanted.height / image.height, wanted.width / image.width]
  // Input pixels an image pixel: the larger one cuts, the smaller one leaves room.
  const scale = resize === 'crop' ? Math.max(...scales) : Math.min(...scales)
  const height = Math.max(1, Math.round(wanted.height / scale))
  const width = Math.max(1, Math.round(wanted.width / scale))
  if (height === image.height && width === image.width) return image
  const data = new Uint8ClampedArray(4 * height * width)
  for (let alpha = 3; alpha < data.length; alpha += 4) data[alpha] = 255
  const [top, left] = [Math.trunc((height - image.height) / 2), Math.trunc((width - image.width) / 2)]
  const columns = Math.min(width, image.width)
  for (let row = Math.max(0, top); row < Math.min(height, image.height + top); row++) {
    const from = 4 * ((row - top) * image.width - Math.min(0, left))
    data.set(image.data.subarray(from, from + 4 * columns), 4 * (row * width + Math.max(0, left)))
  }
  return { width, height, data }
}
