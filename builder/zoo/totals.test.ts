import { expect, test } from 'vitest'
import { graphCosts } from '../costs'
import type { Model } from '../model'
import { condenseNet } from './condenseNet'
import { deconvNet } from './deconvNet'
import { deepLabV1 } from './deepLabV1'
import { fasterRcnn } from './fasterRcnn'
import { googLeNet } from './googLeNet'
import { inceptionResNet } from './inceptionResNet'
import { mobileNetV3 } from './mobileNetV3'
import { siamese } from './siamese'
import { ssd } from './ssd'

const parameters = (model: Model) => graphCosts(model.graph).parameters.trainable as number
const outputShapes = ({ graph }: Model) =>
  graph.outputs.map(({ layer, output }) => graph.layers.find(({ name }) => name === layer)!.outputShapes[output])

// Weights: https://github.com/BVLC/caffe/tree/master/models/bvlc_googlenet, 6,998,552 numbers.
test('GoogLeNet of the paper', () => expect(parameters(googLeNet())).toBe(6_998_552))

// timm and Keras report 55.84 and 55.87 million; the exact number is that of Cadene's weights.
test('Inception-ResNet v2', () => expect(parameters(inceptionResNet())).toBe(55_843_464))

// https://github.com/osmr/pytorchcv, condensenet.py.
test('CondenseNet with eight groups', () => expect(parameters(condenseNet({ groups: 8 }))).toBe(2_935_416))

// torchvision 0.21, MobileNet_V3_Small_Weights.
test('MobileNet v3 small', () => expect(parameters(mobileNetV3({ size: 'small' }))).toBe(2_542_856))

// torchvision 0.21, FasterRCNN_ResNet50_FPN_Weights: 41,755,286, its 53,120 normalisation parameters being frozen.
test('Faster R-CNN on a pyramid', () => {
  const model = fasterRcnn({ backbone: 'resNet50Fpn' })
  expect(parameters(model)).toBe(41_755_286 + 53_120)
  expect(outputShapes(model).slice(0, 2)).toEqual([
    [200, 200, 3],
    [200, 200, 12],
  ])
})

// By hand: 10·10·64 + 64, 7·7·64·128 + 128, 4·4·128·128 + 128, 4·4·128·256 + 256, 9216·4096 + 4096, 4096 + 1.
test('Siamese network: both branches share their weights', () => {
  expect(parameters(siamese())).toBe(6464 + 401_536 + 262_272 + 524_544 + 37_752_832 + 4097)
  expect(outputShapes(siamese())).toEqual([[1]])
})

// Liu et al. 2016: 8,732 boxes of 300×300 pixels, 24,564 of 512×512.
test('SSD predicts as many boxes as the paper says', () => {
  expect(outputShapes(ssd())).toEqual([
    [8732, 4],
    [8732, 21],
  ])
  expect(outputShapes(ssd({ size: 512 }))[0]).toEqual([24_564, 4])
})

// Chen et al. 2015, table 1b: 20.5 million parameters for LargeFOV.
test('DeepLab v1 LargeFOV', () => expect(Math.round(parameters(deepLabV1()) / 1e5)).toBe(205))

// Noh, Hong, Han 2015, §3.2: about 252 million parameters.
test('DeconvNet', () => {
  expect(Math.round(parameters(deconvNet()) / 1e6)).toBe(252)
  expect(outputShapes(deconvNet())).toEqual([[224, 224, 21]])
})
