import { abs, add, clipByValue, div, max, maximum, mean, mul, type Tensor4D, tidy } from '@tensorflow/tfjs-core'
import type { Image } from '../requests'

/**
 * What was passed back to the pixels as a picture: grey at 0, brighter or darker as a channel should be, in grey or colour as
 * the input [1, height, width, channels] has it.
 */
export async function gradientPicture(gradient: Tensor4D): Promise<Image> {
  const [, height, width, channels] = gradient.shape
  const scaled = tidy(() => {
    const shown = channels === 3 ? gradient : mean(gradient, 3, true)
    return clipByValue(add(div(shown, mul(maximum(max(abs(shown)), SMALLEST), 2)), 0.5), 0, 1)
  })
  const values = await scaled.data()
  scaled.dispose()
  const shown = values.length / (height * width)
  const data = new Uint8ClampedArray(4 * height * width)
  for (let pixel = 0; pixel < height * width; pixel++) {
    for (let channel = 0; channel < 3; channel++)
      data[4 * pixel + channel] = 255 * values[pixel * shown + (shown === 3 ? channel : 0)]
    data[4 * pixel + 3] = 255
  }
  return { width, height, data }
}

/** The smallest normal float32. */
const SMALLEST = 2 ** -126
