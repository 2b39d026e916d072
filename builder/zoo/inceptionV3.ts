import { convBatchNormRelu } from '../blocks/convBatchNormRelu'
import { inceptionV3A, inceptionV3B, inceptionV3C, inceptionV3D, inceptionV3E } from '../blocks/inceptionV3'
import { type InputSize, input as image } from '../input'
import { type Model, model } from '../model'
import type { Tensor } from '../tensor'

export interface InceptionV3Options {
  input?: readonly [InputSize, InputSize, number]
  classes?: number
  /** Whether the auxiliary classifier of training is there too. */
  auxiliary?: boolean
  /** Whether batch normalisations learn a scale. Those of Keras and TF-Slim do not: the layers behind the ReLU can do as well. */
  scale?: boolean
}

/**
 * Inception v3, Szegedy et al. 2016, https://arxiv.org/abs/1512.00567, table 1, in the form of the authors' code.
 *
 * New against Inception v2: large windows are factorised into 1×7 and 7×1, maps are halved by convolution and pooling side
 * by side, and the image is larger.
 */
export function inceptionV3(options: InceptionV3Options = {}): Model {
  const { input = [299, 299, 3], classes = 1000, auxiliary = false, scale = true } = options
  const conv: Conv = (x, filters, kernelSize, window) => convBatchNormRelu(x, filters, kernelSize, { ...window, scale })
  const start = image(...input)
  let x = inceptionStem(start, conv)
  for (const pool of [32, 64, 64]) x = inceptionV3A(x, pool, conv)
  x = inceptionV3B(x, conv)
  for (const width of [128, 160, 160, 192]) x = inceptionV3C(x, width, conv)
  const heads = auxiliary ? [auxiliaryHead(x, classes, conv)] : []
  x = inceptionV3E(inceptionV3E(inceptionV3D(x, conv), conv), conv)
  const scores = x.globalAveragePool2d().dropout(0.5).dense(classes).softmax()
  return model('Inception v3', start, [scores, ...heads], { task: 'classification' })
}

type Conv = typeof convBatchNormRelu

/** The start Inception v3 and Inception-ResNet v2 share: 299×299×3 to 35×35×192. */
export function inceptionStem(start: Tensor, conv: Conv = convBatchNormRelu): Tensor {
  const valid = { padding: 'valid' } as const
  let x = conv(start, 32, 3, { strides: 2, ...valid })
  x = conv(conv(x, 32, 3, valid), 64, 3).maxPool2d(3, { strides: 2 })
  return conv(conv(x, 80, 1), 192, 3, valid).maxPool2d(3, { strides: 2 })
}

function auxiliaryHead(x: Tensor, classes: number, conv: Conv): Tensor {
  const pooled = conv(x.avgPool2d(5, { strides: 3 }), 128, 1)
  return conv(pooled, 768, 5, { padding: 'valid' }).globalAveragePool2d().dense(classes).softmax()
}
