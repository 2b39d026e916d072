import { convBatchNormRelu as conv } from '../blocks/convBatchNormRelu'
import { inceptionV3A, inceptionV3B, inceptionV3C, inceptionV3D, inceptionV3E } from '../blocks/inceptionV3'
import { type InputSize, input as image } from '../input'
import { type Model, model } from '../model'
import type { Tensor } from '../tensor'

export interface InceptionV3Options {
  input?: readonly [InputSize, InputSize, number]
  classes?: number
  /** Whether the auxiliary classifier of training is there too. */
  auxiliary?: boolean
}

/**
 * Inception v3, Szegedy et al. 2016, https://arxiv.org/abs/1512.00567, table 1, in the form of the authors' code.
 *
 * New against Inception v2: large windows are factorised into 1×7 and 7×1, maps are halved by convolution and pooling side
 * by side, and the image is larger.
 */
export function inceptionV3(options: InceptionV3Options = {}): Model {
  const { input = [299, 299, 3], classes = 1000, auxiliary = false } = options
  const start = image(...input)
  let x = inceptionStem(start)
  for (const pool of [32, 64, 64]) x = inceptionV3A(x, pool)
  x = inceptionV3B(x)
  for (const width of [128, 160, 160, 192]) x = inceptionV3C(x, width)
  const heads = auxiliary ? [auxiliaryHead(x, classes)] : []
  x = inceptionV3E(inceptionV3E(inceptionV3D(x)))
  const scores = x.globalAveragePool2d().dropout(0.5).dense(classes).softmax()
  return model('Inception v3', start, [scores, ...heads], { task: 'classification' })
}

/** The start Inception v3 and Inception-ResNet v2 share: 299×299×3 to 35×35×192. */
export function inceptionStem(start: Tensor): Tensor {
  const valid = { padding: 'valid' } as const
  let x = conv(start, 32, 3, { strides: 2, ...valid })
  x = conv(conv(x, 32, 3, valid), 64, 3).maxPool2d(3, { strides: 2 })
  return conv(conv(x, 80, 1), 192, 3, valid).maxPool2d(3, { strides: 2 })
}

function auxiliaryHead(x: Tensor, classes: number): Tensor {
  const pooled = conv(x.avgPool2d(5, { strides: 3 }), 128, 1)
  return conv(pooled, 768, 5, { padding: 'valid' }).globalAveragePool2d().dense(classes).softmax()
}
