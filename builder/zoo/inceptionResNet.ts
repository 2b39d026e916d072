import { convBatchNormRelu as conv } from '../blocks/convBatchNormRelu'
import {
  inceptionResNetA,
  inceptionResNetB,
  inceptionResNetC,
  inceptionResNetReductionB,
} from '../blocks/inceptionResNet'
import { inceptionReductionA } from '../blocks/inceptionV4'
import { type InputSize, input as image } from '../input'
import { type Model, model } from '../model'
import type { Tensor } from '../tensor'
import { inceptionStem } from './inceptionV3'

export interface InceptionResNetOptions {
  input?: readonly [InputSize, InputSize, number]
  classes?: number
  version?: 1 | 2
  /** Length of a normalised vector before the classes: FaceNet, which compares faces by it, has 512. */
  embedding?: number
}

/**
 * Inception-ResNet v1 and v2, Szegedy et al. 2017, https://arxiv.org/abs/1602.07261, §3.2 and figure 15, in the form of
 * their public code: after the last 8×8 module comes one more, not scaled and its sum not activated, and v2 has ten, twenty
 * and ten modules. V2: https://github.com/tensorflow/models/tree/master/research/slim; v1: FaceNet,
 * https://github.com/davidsandberg/facenet.
 *
 * New against Inception v4: shortcuts around the modules, as in ResNet, which make it train far faster. Version 1 costs as
 * much as Inception v3, version 2 as Inception v4.
 */
export function inceptionResNet(options: InceptionResNetOptions = {}): Model {
  const { input = [299, 299, 3], classes = 1000, version = 2, embedding } = options
  const start = image(...input)
  const features = version === 1 ? version1(start) : version2(start)
  const pooled = features.globalAveragePool2d().dropout(0.2)
  const vector = embedding === undefined ? pooled : pooled.dense(embedding, { useBias: false }).batchNorm()
  const scores = vector.dense(classes)
  return model(`Inception-ResNet v${version}`, start, scores.softmax(), { task: 'classification' })
}

function version1(start: Tensor): Tensor {
  const valid = { padding: 'valid' } as const
  let x = conv(conv(conv(start, 32, 3, { strides: 2, ...valid }), 32, 3, valid), 64, 3).maxPool2d(3, { strides: 2 })
  x = conv(conv(conv(x, 80, 1), 192, 3, valid), 256, 3, { strides: 2, ...valid })
  for (let module = 0; module < 5; module++) x = inceptionResNetA(x, [32, 32], { scale: 0.17 })
  x = inceptionReductionA(x, [192, 192, 256, 384])
  for (let module = 0; module < 10; module++) x = inceptionResNetB(x, [128, 128, 128], { scale: 0.1 })
  x = inceptionResNetReductionB(x, [384, 256, 256, 256])
  for (let module = 0; module < 5; module++) x = inceptionResNetC(x, [192, 192, 192], { scale: 0.2 })
  return inceptionResNetC(x, [192, 192, 192], { scale: 1, activated: false })
}

function version2(start: Tensor): Tensor {
  const stem = inceptionStem(start)
  let x = conv(stem, 96, 1).concat(
    conv(conv(stem, 48, 1), 64, 5),
    conv(conv(conv(stem, 64, 1), 96, 3), 96, 3),
    conv(stem.avgPool2d(3, { strides: 1, padding: 'same' }), 64, 1),
  )
  for (let module = 0; module < 10; module++) x = inceptionResNetA(x, [48, 64], { scale: 0.17 })
  x = inceptionReductionA(x, [256, 256, 384, 384])
  for (let module = 0; module < 20; module++) x = inceptionResNetB(x, [128, 160, 192], { scale: 0.1 })
  x = inceptionResNetReductionB(x, [384, 288, 288, 320])
  for (let module = 0; module < 9; module++) x = inceptionResNetC(x, [192, 224, 256], { scale: 0.2 })
  return conv(inceptionResNetC(x, [192, 224, 256], { scale: 1, activated: false }), 1536, 1)
}
