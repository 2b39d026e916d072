import { vgg16Stages, vggStage } from '../blocks/vggStage'
import { type InputSize, input as image } from '../input'
import { type Model, model } from '../model'
import type { Tensor } from '../tensor'
import { knownSize } from './knownSize'

export interface SegNetOptions {
  input?: readonly [InputSize, InputSize, number]
  classes?: number
}

/**
 * SegNet, Badrinarayanan, Kendall, Cipolla 2017, https://arxiv.org/abs/1511.00561, §3 and figure 2.
 *
 * New against FCN: the decoder mirrors the encoder (VGG-16 without its dense layers), and upsamples by putting each maximum
 * back to where the encoder's pooling had found it, so that edges stay where they were and nothing but places is kept.
 *
 * Pooling rounds up and unpooling is told what it came from, as in the authors' model, whose 360 rows become 23 and 45 again:
 * https://github.com/alexgkendall/SegNet-Tutorial. Images of any size so have a score for every pixel.
 */
export function segNet({ input = [360, 480, 3], classes = 12 }: SegNetOptions = {}): Model {
  const start = image(...input)
  const encoded: { features: Tensor; places: Tensor }[] = []
  let x: Tensor = start
  for (const [filters, convolutions] of vgg16Stages) {
    const features = vggStage(x, filters, convolutions, { batchNorm: true })
    const [pooled, places] = features.maxPool2dWithIndices(2, { ceilMode: true })
    encoded.push({ features, places })
    x = pooled
  }
  for (const [stage, [filters, convolutions]] of [...vgg16Stages.entries()].reverse()) {
    const { features, places } = encoded[stage]
    x = vggStage(x.maxUnpool2d(places, { outputSize: knownSize(features) }), filters, convolutions - 1, {
      batchNorm: true,
    })
    // The last convolution of a stage narrows to the next; that of the first stage gives the scores.
    x =
      stage > 0
        ? vggStage(x, vgg16Stages[stage - 1][0], 1, { batchNorm: true })
        : x.conv2d(classes, 3, { padding: 'same' })
  }
  return model('SegNet', start, x.softmax(), { task: 'segmentation' })
}
