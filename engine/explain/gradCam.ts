import { div, image, max, maximum, mean, mul, relu, sum, type Tensor, type Tensor4D, tidy } from '@tensorflow/tfjs-core'
import { paint } from '../colorMap'
import { EngineError } from '../engineError'
import { classSeed, findLogits } from '../logits'
import type { Network } from '../network'
import type { GradCamMap } from '../requests'

/**
 * Where does a layer see what speaks for a class? Its channels, weighted by how much each raises the class's logit.
 *
 * Needs   a layer with a map [1, height, width, channels] before the logits; a gradient. Where the output is a map too,
 *         the class's logit is the mean over all places.
 * Output  one number of 0 or more a place of the layer; divided by the largest, 0…1, and enlarged bilinearly to the
 *         image's size
 * Cost    one forward pass, and one backward pass from the logit down to the layer
 * Source  Selvaraju et al. 2017, Grad-CAM: Visual Explanations from Deep Networks via Gradient-based Localization,
 *         equations 1 and 2, https://arxiv.org/abs/1610.02391
 */
export async function gradCam(
  network: Network,
  inputs: Readonly<Record<string, Tensor>>,
  layer: string,
  classIndex: number,
  imageSize: { readonly width: number; readonly height: number },
  signal?: AbortSignal,
): Promise<Pick<GradCamMap, 'map' | 'width' | 'height' | 'heat' | 'intensity' | 'empty'>> {
  const { graph } = network
  const { activations, gradients } = await network.gradients(
    inputs,
    findLogits(graph).edge,
    logits => classSeed(graph, logits, classIndex),
    new Set([layer]),
    signal,
  )
  const [[activation], [gradient]] = [activations.get(layer)!, gradients.get(layer)!]
  const made = tidy(() => {
    if (activation.rank !== 4) return undefined
    const weights = mean(gradient, [1, 2], true) // Equation 1.
    const map = relu(sum(mul(weights, activation), 3, true)) as Tensor4D // Equation 2.
    const normal = div(map, maximum(max(map), SMALLEST)) as Tensor4D
    const enlarged = image.resizeBilinear(normal, [imageSize.height, imageSize.width], false, true)
    return { map, enlarged }
  })
  for (const tensors of [activations, gradients]) for (const tensor of [...tensors.values()].flat()) tensor.dispose()
  if (made === undefined) {
    throw new EngineError('not-explainable', `${layer}: its output is no map`, 'Choose a layer before the flattening.')
  }
  try {
    const [map, intensity] = (await Promise.all([made.map.data(), made.enlarged.data()])) as Float32Array<ArrayBuffer>[]
    const [, height, width] = made.map.shape
    const heat = paint(intensity, imageSize.width, imageSize.height)
    return { map, width, height, heat, intensity, empty: map.every(value => value === 0) }
  } finally {
    made.map.dispose()
    made.enlarged.dispose()
  }
}

/** The smallest normal float32: what a map of zeros is divided by. */
const SMALLEST = 2 ** -126
