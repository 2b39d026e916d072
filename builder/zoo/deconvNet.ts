import { vgg16Stages, vggStage } from '../blocks/vggStage'
import { input as image } from '../input'
import { type Model, model } from '../model'
import type { Tensor } from '../tensor'
import { knownSize } from './knownSize'

export interface DeconvNetOptions {
  input?: readonly [number, number, number]
  classes?: number
  /** Whether convolutions keep a bias before the normalisation, as in the authors' files. */
  useBias?: boolean
}

/**
 * DeconvNet, Noh, Hong, Han 2015, https://arxiv.org/abs/1505.04366, table 2.
 *
 * New against FCN: instead of one large upsampling a whole mirrored network of unpooling and transposed convolutions
 * rebuilds the shape of objects; between both halves stand VGG-16's dense layers, as convolutions.
 */
export function deconvNet(options: DeconvNetOptions = {}): Model {
  const { input = [224, 224, 3], classes = 21, useBias = false } = options
  const start = image(...input)
  const encoded: { features: Tensor; places: Tensor }[] = []
  let x: Tensor = start
  for (const [filters, convolutions] of vgg16Stages) {
    const features = vggStage(x, filters, convolutions, { batchNorm: true, useBias })
    const [pooled, places] = features.maxPool2dWithIndices(2)
    encoded.push({ features, places })
    x = pooled
  }
  for (const kernelSize of [7, 1]) x = x.conv2d(4096, kernelSize, { useBias }).batchNorm().relu()
  x = x.conv2dTranspose(512, 7, { useBias }).batchNorm().relu()
  for (const [stage, [filters, convolutions]] of [...vgg16Stages.entries()].reverse()) {
    const { features, places } = encoded[stage]
    x = x.maxUnpool2d(places, { outputSize: knownSize(features) })
    for (let convolution = 1; convolution <= convolutions; convolution++) {
      const width = convolution < convolutions || stage === 0 ? filters : vgg16Stages[stage - 1][0]
      x = x.conv2dTranspose(width, 3, { padding: 'same', useBias }).batchNorm().relu()
    }
  }
  return model('DeconvNet', start, x.conv2d(classes, 1).softmax(), { task: 'segmentation' })
}
