import { expect, test } from 'vitest'
import { graphCosts } from '../costs'
import type { Model } from '../model'
import { alignedXception } from './alignedXception'
import { condenseNet } from './condenseNet'
import { deconvNet } from './deconvNet'
import { deepLabV1 } from './deepLabV1'
import { deepLabV3Plus } from './deepLabV3Plus'
import { dsod } from './dsod'
import { fasterRcnn } from './fasterRcnn'
import { googLeNet } from './googLeNet'
import { inceptionResNet } from './inceptionResNet'
import { mobileNetV3 } from './mobileNetV3'
import { residualUNet } from './residualUNet'
import { segNet } from './segNet'
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
  expect(Math.round(parameters(deconvNet({ useBias: true })) / 1e6)).toBe(252)
  expect(outputShapes(deconvNet())).toEqual([[224, 224, 21]])
})

// Shen et al. 2017, table 4, in millions; Caffe counts the moving statistics too. 8,732 boxes as in SSD.
test('DSOD', () => {
  const millions = ({ graph }: Model) => {
    const { trainable, nonTrainable } = graphCosts(graph).parameters
    return ((trainable as number) + (nonTrainable as number)) / 1e6
  }
  expect(millions(dsod())).toBeCloseTo(14.8, 1)
  expect(millions(dsod({ growth: 16, bottleneck: 64 }))).toBeCloseTo(5.9, 1)
  expect(outputShapes(dsod())).toEqual([
    [8732, 4],
    [8732, 21],
  ])
})

// timm: xception65 39.92 and xception71 42.34 million.
test('aligned Xception', () => {
  expect(Math.round(parameters(alignedXception()) / 1e4)).toBe(3992)
  expect(Math.round(parameters(alignedXception({ depth: 71 })) / 1e4)).toBe(4234)
})

// Zhang, Liu, Wang 2018, table 1: its 3×3 convolutions, 7.8 million; projections, normalisation and the scores by hand.
test('residual U-Net', () => {
  const down =
    27 * 64 + 9 * 64 ** 2 + 9 * (64 * 128 + 128 ** 2) + 9 * (128 * 256 + 256 ** 2) + 9 * (256 * 512 + 512 ** 2)
  const up = 9 * (768 * 256 + 256 ** 2) + 9 * (384 * 128 + 128 ** 2) + 9 * (192 * 64 + 64 ** 2)
  expect(Math.round((down + up) / 1e5)).toBe(78)
  const projections = 4 * 64 + 64 * 128 + 128 * 256 + 256 * 512 + 768 * 256 + 384 * 128 + 192 * 64
  const normalisation = 2 * (64 + 64 + 128 + 128 + 256 + 256 + 512 + 768 + 256 + 384 + 128 + 192 + 64)
  expect(parameters(residualUNet())).toBe(down + up + projections + normalisation + 64 + 65)
  expect(outputShapes(residualUNet({ input: [101, 77, 1], classes: 3 }))).toEqual([[101, 77, 3]])
})

// 360 rows are pooled to 180, 90, 45, 23 and 12.
test('SegNet gives every pixel a score, whatever its size', () => {
  expect(outputShapes(segNet())).toEqual([[360, 480, 12]])
  expect(outputShapes(segNet({ input: [45, 67, 1], classes: 2 }))).toEqual([[45, 67, 2]])
})

// https://github.com/bonlime/keras-deeplab-v3-plus, which counts the moving statistics too; paper, table 5: 54.17 billion.
test('DeepLab v3+ on Xception', () => {
  const { parameters, macs } = graphCosts(deepLabV3Plus({ backbone: 'xception65' }).graph)
  expect((parameters.trainable as number) + (parameters.nonTrainable as number)).toBe(41_258_213)
  expect((macs as number) / 54.17e9).toBeCloseTo(1, 2)
})
