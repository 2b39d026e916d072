import type { Model } from '../model'
import { alexNet } from './alexNet'
import { alignedXception } from './alignedXception'
import { cbamResNet } from './cbamResNet'
import { cifarDenseNet } from './cifarDenseNet'
import { cifarResNet } from './cifarResNet'
import { condenseNet } from './condenseNet'
import { darknet19 } from './darknet19'
import { deconvNet } from './deconvNet'
import { deepLabV1 } from './deepLabV1'
import { deepLabV2 } from './deepLabV2'
import { deepLabV3 } from './deepLabV3'
import { deepLabV3Plus } from './deepLabV3Plus'
import { denseNet } from './denseNet'
import { dsod } from './dsod'
import { fasterRcnn } from './fasterRcnn'
import { fastRcnn } from './fastRcnn'
import { fcn } from './fcn'
import { fcnResNet } from './fcnResNet'
import { googLeNet } from './googLeNet'
import { inceptionResNet } from './inceptionResNet'
import { inceptionV2 } from './inceptionV2'
import { inceptionV3 } from './inceptionV3'
import { inceptionV4 } from './inceptionV4'
import { leNet5 } from './leNet5'
import { mobileNetV1 } from './mobileNetV1'
import { mobileNetV2 } from './mobileNetV2'
import { mobileNetV3 } from './mobileNetV3'
import { networkInNetwork } from './networkInNetwork'
import { preactivationResNet } from './preactivationResNet'
import { pspNet } from './pspNet'
import { residualUNet } from './residualUNet'
import { resNet } from './resNet'
import { resNeXt } from './resNeXt'
import { segNet } from './segNet'
import { seResNet } from './seResNet'
import { shiftNet } from './shiftNet'
import { shuffleNet } from './shuffleNet'
import { shuffleNetV2 } from './shuffleNetV2'
import { siamese } from './siamese'
import { skNet } from './skNet'
import { squeezeNet } from './squeezeNet'
import { ssd } from './ssd'
import { uNet } from './uNet'
import { vgg } from './vgg'
import { wideResNet } from './wideResNet'
import { xception } from './xception'
import { yoloV1 } from './yoloV1'
import { yoloV2 } from './yoloV2'
import { yoloV3 } from './yoloV3'
import { zfNet } from './zfNet'

/** A network of the zoo, as a list of networks needs it. */
export interface ZooEntry {
  /** Makes the network; throws NetworkError where the options do not fit each other. */
  readonly make: (options?: never) => Model
  /** What its factory takes, and the values it may have: a list of them, or the kind of value. */
  readonly options: Readonly<Record<string, readonly (string | number | boolean)[] | 'integer' | 'number' | 'size'>>
}

/** What nearly every factory takes: the image as height, width and channels, and the number of classes. */
const common = { input: 'size', classes: 'integer' } as const

const depths = [18, 34, 50, 101, 152]
const either = [false, true]
const deepLabBackbones = ['resNet50', 'resNet101', 'xception65']

/** Every network of the zoo by the name of its factory. A new network is a file beside this one and a line here. */
export const zoo: Readonly<Record<string, ZooEntry>> = {
  alexNet: { make: alexNet, options: { ...common, version: ['original', 'oneTower'], groups: [1, 2] } },
  alignedXception: { make: alignedXception, options: { ...common, depth: [41, 65, 71] } },
  cbamResNet: { make: cbamResNet, options: { ...common, depth: depths, version: [1, 1.5] } },
  cifarDenseNet: {
    make: cifarDenseNet,
    options: { ...common, depth: 'integer', growth: 'integer', bottleneck: either, compression: 'number' },
  },
  cifarResNet: { make: cifarResNet, options: { ...common, depth: 'integer', shortcut: ['zeroPadding', 'projection'] } },
  condenseNet: { make: condenseNet, options: { ...common, groups: [4, 8], form: ['converted', 'training'] } },
  darknet19: { make: darknet19, options: common },
  deconvNet: { make: deconvNet, options: { ...common, useBias: either } },
  deepLabV1: { make: deepLabV1, options: { ...common, crf: either } },
  deepLabV2: { make: deepLabV2, options: { ...common, backbone: ['vgg16', 'resNet101'], crf: either } },
  deepLabV3: {
    make: deepLabV3,
    options: { ...common, backbone: deepLabBackbones, outputStride: [8, 16], auxiliary: either },
  },
  deepLabV3Plus: { make: deepLabV3Plus, options: { ...common, backbone: deepLabBackbones, outputStride: [8, 16] } },
  denseNet: { make: denseNet, options: { ...common, depth: [121, 161, 169, 201, 264] } },
  dsod: {
    make: dsod,
    options: { ...common, growth: 'integer', bottleneck: 'integer', stem: 'integer', prediction: ['plain', 'dense'] },
  },
  fasterRcnn: { make: fasterRcnn, options: { ...common, backbone: ['vgg16', 'resNet50Fpn'] } },
  fastRcnn: { make: fastRcnn, options: common },
  fcn: { make: fcn, options: { ...common, stride: [8, 16, 32] } },
  fcnResNet: { make: fcnResNet, options: { ...common, depth: [50, 101], auxiliary: either } },
  googLeNet: { make: googLeNet, options: { ...common, version: ['paper', 'batchNorm'], auxiliary: either } },
  inceptionResNet: { make: inceptionResNet, options: { ...common, version: [1, 2], embedding: 'integer' } },
  inceptionV2: { make: inceptionV2, options: { ...common, useBias: either } },
  inceptionV3: { make: inceptionV3, options: { ...common, auxiliary: either, scale: either } },
  inceptionV4: { make: inceptionV4, options: common },
  leNet5: { make: leNet5, options: common },
  mobileNetV1: { make: mobileNetV1, options: { ...common, width: 'number' } },
  mobileNetV2: { make: mobileNetV2, options: { ...common, width: 'number' } },
  mobileNetV3: { make: mobileNetV3, options: { ...common, size: ['large', 'small'], width: 'number' } },
  networkInNetwork: { make: networkInNetwork, options: { ...common, dataset: ['cifar', 'imageNet'] } },
  preactivationResNet: { make: preactivationResNet, options: { ...common, depth: depths } },
  pspNet: { make: pspNet, options: { ...common, depth: [50, 101], auxiliary: either } },
  residualUNet: { make: residualUNet, options: { ...common, filters: 'integer', depth: 'integer' } },
  resNet: { make: resNet, options: { ...common, depth: depths, version: [1, 1.5], useBias: either } },
  resNeXt: {
    make: resNeXt,
    options: { ...common, depth: [50, 101, 152], cardinality: 'integer', groupWidth: 'integer' },
  },
  segNet: { make: segNet, options: common },
  seResNet: {
    make: seResNet,
    options: {
      ...common,
      depth: depths,
      version: [1, 1.5],
      cardinality: 'integer',
      groupWidth: 'integer',
      reduction: 'integer',
    },
  },
  shiftNet: { make: shiftNet, options: common },
  shuffleNet: { make: shuffleNet, options: { ...common, groups: [1, 2, 3, 4, 8], width: 'number' } },
  shuffleNetV2: { make: shuffleNetV2, options: { ...common, width: [0.5, 1, 1.5, 2] } },
  siamese: { make: siamese, options: { input: 'size' } },
  skNet: { make: skNet, options: { ...common, depth: [50, 101] } },
  squeezeNet: { make: squeezeNet, options: { ...common, version: ['1.0', '1.1'] } },
  ssd: { make: ssd, options: { size: [300, 512], classes: 'integer' } },
  uNet: {
    make: uNet,
    options: { ...common, padding: ['valid', 'same'], batchNorm: either, filters: 'integer', depth: 'integer' },
  },
  vgg: { make: vgg, options: { ...common, depth: [11, 13, 16, 19], batchNorm: either, anySize: either } },
  wideResNet: { make: wideResNet, options: { ...common, depth: 'integer', widen: 'integer', bottleneck: either } },
  xception: { make: xception, options: common },
  yoloV1: { make: yoloV1, options: { ...common, grid: 'integer', boxes: 'integer' } },
  yoloV2: { make: yoloV2, options: { ...common, anchors: 'integer', tiny: either } },
  yoloV3: { make: yoloV3, options: { ...common, tiny: either } },
  zfNet: { make: zfNet, options: common },
}
