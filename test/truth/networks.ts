import type { Model } from '../../builder/model'
import { alexNet } from '../../builder/zoo/alexNet'
import { alignedXception } from '../../builder/zoo/alignedXception'
import { cbamResNet } from '../../builder/zoo/cbamResNet'
import { cifarDenseNet } from '../../builder/zoo/cifarDenseNet'
import { cifarResNet } from '../../builder/zoo/cifarResNet'
import { condenseNet } from '../../builder/zoo/condenseNet'
import { darknet19 } from '../../builder/zoo/darknet19'
import { deepLabV3 } from '../../builder/zoo/deepLabV3'
import { denseNet } from '../../builder/zoo/denseNet'
import { fcn } from '../../builder/zoo/fcn'
import { fcnResNet } from '../../builder/zoo/fcnResNet'
import { googLeNet } from '../../builder/zoo/googLeNet'
import { inceptionResNet } from '../../builder/zoo/inceptionResNet'
import { inceptionV2 } from '../../builder/zoo/inceptionV2'
import { inceptionV3 } from '../../builder/zoo/inceptionV3'
import { inceptionV4 } from '../../builder/zoo/inceptionV4'
import { mobileNetV1 } from '../../builder/zoo/mobileNetV1'
import { mobileNetV2 } from '../../builder/zoo/mobileNetV2'
import { mobileNetV3 } from '../../builder/zoo/mobileNetV3'
import { networkInNetwork } from '../../builder/zoo/networkInNetwork'
import { preactivationResNet } from '../../builder/zoo/preactivationResNet'
import { resNet } from '../../builder/zoo/resNet'
import { resNeXt } from '../../builder/zoo/resNeXt'
import { segNet } from '../../builder/zoo/segNet'
import { seResNet } from '../../builder/zoo/seResNet'
import { shuffleNet } from '../../builder/zoo/shuffleNet'
import { shuffleNetV2 } from '../../builder/zoo/shuffleNetV2'
import { skNet } from '../../builder/zoo/skNet'
import { squeezeNet } from '../../builder/zoo/squeezeNet'
import { ssd } from '../../builder/zoo/ssd'
import { uNet } from '../../builder/zoo/uNet'
import { vgg } from '../../builder/zoo/vgg'
import { wideResNet } from '../../builder/zoo/wideResNet'
import { xception } from '../../builder/zoo/xception'
import { yoloV1 } from '../../builder/zoo/yoloV1'
import { yoloV2 } from '../../builder/zoo/yoloV2'
import { yoloV3 } from '../../builder/zoo/yoloV3'
import { zfNet } from '../../builder/zoo/zfNet'
import type layerRows from './zooLayers.json'

/** A published figure, of `zoo.json`. */
export interface Row {
  readonly name: string
  readonly source: string
  readonly input: readonly number[]
  readonly parameters?: number
  /** Relative. */
  readonly parametersTolerance?: number
  /** Without the dense layers. */
  readonly parametersBeforeClassifier?: number
  readonly nonTrainable?: number
  readonly macs?: number
  /** Relative. */
  readonly macsTolerance?: number
  readonly outputShape?: readonly number[]
  /** The last map before a layer that sees the whole image; its channels may be left out. */
  readonly lastMap?: readonly number[]
  /** Of that map. */
  readonly receptiveField?: { readonly size: number; readonly stride: number; readonly padding: number | null }
}

/** Null where a row leaves the size of the image open. */
export type Size = readonly [number, number, number]

/** The network of each row at the row's input; where a row's multiply-adds leave something out, the network without it too. */
export const networks: Readonly<Record<string, (input: Size) => Model | { parameters: Model; macs: Model }>> = {
  'torchvision/alexnet': input => alexNet({ input, version: 'oneTower' }),
  'osmr/alexnetb': input => alexNet({ input, version: 'oneTower' }),
  'osmr/alexnet': input => alexNet({ input, groups: 1 }),
  'caffe/alexnet': input => alexNet({ input }),
  'darknet/alexnet': input => alexNet({ input, groups: 1 }),
  'torchvision/vgg11': input => vgg({ input, depth: 11 }),
  'torchvision/vgg13': input => vgg({ input, depth: 13 }),
  'torchvision/vgg16': input => vgg({ input }),
  'torchvision/vgg16_bn': input => vgg({ input, batchNorm: true }),
  'torchvision/vgg16@256x384': input => vgg({ input, anySize: true }),
  'darknet/vgg-16': input => vgg({ input }),
  'keras/VGG16': input => vgg({ input }),
  'rf/vgg_a@224': input => vgg({ input, depth: 11 }),
  'rf/vgg_16@224': input => vgg({ input }),
  'torchvision/resnet18': input => resNet({ input, depth: 18 }),
  'torchvision/resnet18@320x320': input => resNet({ input, depth: 18 }),
  'torchvision/resnet34': input => resNet({ input, depth: 34 }),
  'torchvision/resnet50': input => resNet({ input }),
  'torchvision/resnet50@160x160': input => resNet({ input }),
  'osmr/resnet50': input => resNet({ input, version: 1 }),
  'osmr/resnet101': input => resNet({ input, version: 1, depth: 101 }),
  'keras/ResNet50': input => resNet({ input, version: 1, useBias: true }),
  "keras/ResNet50{'classes': 10}": input => resNet({ input, version: 1, useBias: true, classes: 10 }),
  'keras/ResNet101': input => resNet({ input, version: 1, useBias: true, depth: 101 }),
  'osmr/mobilenet_w1': input => mobileNetV1({ input }),
  'osmr/mobilenet_w3d4': input => mobileNetV1({ input, width: 0.75 }),
  'osmr/mobilenet_wd2': input => mobileNetV1({ input, width: 0.5 }),
  'keras/MobileNet': input => mobileNetV1({ input }),
  "keras/MobileNet{'alpha': 0.5}": input => mobileNetV1({ input, width: 0.5 }),
  "keras/MobileNet{'alpha': 0.25}": input => mobileNetV1({ input, width: 0.25 }),
  'rf/mobilenet_v1@224': input => mobileNetV1({ input }),
  'rf/mobilenet_v1_075@224': input => mobileNetV1({ input, width: 0.75 }),
  'paper/U-Net 1ch 572 -> 388, 2 classes': input => uNet({ input }),
  'rf/vgg_a@None': input => vgg({ input, depth: 11 }),
  'rf/vgg_16@None': input => vgg({ input }),
  'rf/inception_v3@None': input => inceptionV3({ input }),
  'rf/inception_resnet_v2@None': input => inceptionResNet({ input }),
  'rf/mobilenet_v1@None': input => mobileNetV1({ input }),
  'omz/vgg16': input => vgg({ input }),
  'omz/se-resnet-50': input => seResNet({ input }),
  'omz/se-resnet-152': input => seResNet({ input, depth: 152 }),
  'omz/yolo-v3-onnx': input => yoloV3({ input }),
  'tfslim/inception_v1 (GoogLeNet, TF-Slim, BN)@224x224x3': input => googLeNet({ input, version: 'batchNorm' }),
  'tfslim/inception_v1@112x112x3': input => googLeNet({ input, version: 'batchNorm' }),
  'tfslim/inception_v2 (BN-Inception, TF-Slim)@224x224x3': input => inceptionV2({ input }),
  'tfslim/inception_v2@250x300x3': input => inceptionV2({ input }),
  'tfslim/inception_v3@299x299x3': input => inceptionV3({ input }),
  'tfslim/inception_v3@400x600x3': input => inceptionV3({ input }),
  'tfslim/inception_v4@150x150x3': input => inceptionV4({ input }),
  'tfslim/inception_resnet_v2@299x299x3': input => inceptionResNet({ input }),
  'tfslim/inception_resnet_v2@150x150x3': input => inceptionResNet({ input }),
  'tfslim/mobilenet_v1@224x224x3': input => mobileNetV1({ input }),
  'tfslim/mobilenet_v1 depth_multiplier=0.75@128x128x3': input => mobileNetV1({ input, width: 0.75 }),
  'tfslim/mobilenet_v2@224x224x3': input => mobileNetV2({ input }),
  'tfslim/mobilenet_v2@192x192x3': input => mobileNetV2({ input }),
  'tfslim/mobilenet_v2@128x128x3': input => mobileNetV2({ input }),
  'tfslim/mobilenet_v3_large@224x224x3': input => mobileNetV3({ input }),
  'keras/VGG16 notop@224x224x3': input => vgg({ input }),
  'keras/ResNet50 notop@224x224x3': input => resNet({ input, version: 1, useBias: true }),
  'keras/ResNet101 notop@224x224x3': input => resNet({ input, version: 1, useBias: true, depth: 101 }),
  'keras/Xception notop@224x224x3': input => xception({ input }),
  'keras/MobileNet notop@224x224x3': input => mobileNetV1({ input }),
  'keras/DenseNet121 notop@224x224x3': input => denseNet({ input }),
  'keras/DenseNet169 notop@224x224x3': input => denseNet({ input, depth: 169 }),
  'torchvision/squeezenet1_1': input => squeezeNet({ input }),
  'osmr/squeezenet_v1_0': input => squeezeNet({ input, version: '1.0' }),
  'torchvision/mobilenet_v2': input => mobileNetV2({ input }),
  'torchvision/mobilenet_v2@256x256': input => mobileNetV2({ input }),
  'torchvision/mobilenet_v2@256x384': input => mobileNetV2({ input }),
  'timm/mobilenetv2_050@224': input => mobileNetV2({ input, width: 0.5 }),
  'timm/mobilenetv2_035@224': input => mobileNetV2({ input, width: 0.35 }),
  'torchvision/mobilenet_v3_large': input => mobileNetV3({ input }),
  'torchvision/resnext50_32x4d': input => resNeXt({ input }),
  'torchvision/resnext50_32x4d@160x160': input => resNeXt({ input }),
  'osmr/resnext101_32x4d': input => resNeXt({ input, depth: 101 }),
  'osmr/seresnet50': input => seResNet({ input }),
  'osmr/seresnet101': input => seResNet({ input, depth: 101 }),
  'timm/legacy_seresnext50_32x4d@224': input => seResNet({ input, version: 1.5, cardinality: 32, groupWidth: 4 }),
  'osmr/cbam_resnet50': input => cbamResNet({ input, version: 1.5 }),
  'osmr/sknet50': input => skNet({ input }),
  'timm/skresnext50_32x4d@224': input => skNet({ input }),
  'torchvision/wide_resnet50_2': input => wideResNet({ input, bottleneck: true, depth: 50, widen: 2 }),
  'osmr/wrn16_10_cifar10': input => wideResNet({ input, depth: 16 }),
  'osmr/wrn28_10_cifar10': input => wideResNet({ input }),
  'osmr/preresnet18': input => preactivationResNet({ input, depth: 18 }),
  'osmr/resnet20_cifar10': input => cifarResNet({ input, shortcut: 'projection' }),
  'osmr/resnet110_cifar10': input => cifarResNet({ input, depth: 110, shortcut: 'projection' }),
  'torchvision/densenet121': input => denseNet({ input }),
  'torchvision/densenet169': input => denseNet({ input, depth: 169 }),
  'torchvision/densenet169@160x160': input => denseNet({ input, depth: 169 }),
  'keras/DenseNet121': input => denseNet({ input }),
  'keras/DenseNet169': input => denseNet({ input, depth: 169 }),
  'osmr/densenet40_k12_cifar10': input => cifarDenseNet({ input, depth: 40, bottleneck: false, compression: 0.5 }),
  'osmr/densenet100_k12_bc_cifar10': input => cifarDenseNet({ input }),
  'torchvision/googlenet': input => googLeNet({ input, version: 'batchNorm' }),
  'torchvision/googlenet@256x256': input => googLeNet({ input, version: 'batchNorm' }),
  'torchvision/inception_v3': input => ({
    parameters: inceptionV3({ input, auxiliary: true }),
    macs: inceptionV3({ input }),
  }),
  'rf/inception_v3@224': input => inceptionV3({ input }),
  'osmr/bninception': input => inceptionV2({ input, useBias: true }),
  'osmr/inceptionv4': input => inceptionV4({ input }),
  'osmr/inceptionresnetv1': input => inceptionResNet({ input, version: 1, embedding: 512 }),
  'rf/inception_resnet_v2@224': input => inceptionResNet({ input }),
  'osmr/shufflenet_g1_w1': input => shuffleNet({ input, groups: 1 }),
  'osmr/shufflenet_g2_w1': input => shuffleNet({ input, groups: 2 }),
  'osmr/shufflenet_g3_w1': input => shuffleNet({ input, groups: 3 }),
  'osmr/shufflenet_g8_w1': input => shuffleNet({ input, groups: 8 }),
  'osmr/shufflenet_g1_w3d4': input => shuffleNet({ input, groups: 1, width: 0.75 }),
  'torchvision/shufflenet_v2_x1_0': input => shuffleNetV2({ input }),
  'torchvision/shufflenet_v2_x1_5': input => shuffleNetV2({ input, width: 1.5 }),
  'osmr/xception': input => xception({ input }),
  'timm/legacy_xception@299': input => xception({ input }),
  'keras/Xception': input => xception({ input }),
  'osmr/nin_cifar10': input => networkInNetwork({ input }),
  'osmr/nin_cifar100': input => networkInNetwork({ input, classes: 100 }),
  'caffe/nin': input => networkInNetwork({ input, dataset: 'imageNet' }),
  'timm/xception41@299': input => alignedXception({ input, depth: 41 }),
  'keras/InceptionV3': input => inceptionV3({ input, scale: false }),
  'keras/InceptionV3 notop@224x224x3': input => inceptionV3({ input, scale: false }),
  'darknet/yolov2-tiny-voc': input => yoloV2({ input, classes: 20, tiny: true }),
  'osmr/zfnet': input => zfNet({ input }),
  'osmr/condensenet74_c4_g4': input => condenseNet({ input }),
  'caffe/voc-fcn8s': input => fcn({ input }),
  'osmr/segnet_cityscapes': input => segNet({ input, classes: 19 }),
  'torchvision/fcn_resnet50': input => fcnResNet({ input, auxiliary: true }),
  'torchvision/fcn_resnet50 without aux': input => fcnResNet({ input }),
  'torchvision/fcn_resnet101': input => fcnResNet({ input, depth: 101, auxiliary: true }),
  'torchvision/fcn_resnet101 without aux': input => fcnResNet({ input, depth: 101 }),
  'torchvision/deeplabv3_resnet50': input => deepLabV3({ input, auxiliary: true }),
  'torchvision/deeplabv3_resnet50 without aux': input => deepLabV3({ input }),
  'osmr/darknet19': input => darknet19({ input }),
  'darknet/darknet19': input => darknet19({ input }),
  'caffe/YOLO': input => yoloV1({ input }),
  'darknet/yolov2-416': input => yoloV2({ input }),
  'darknet/yolov3-416': input => yoloV3({ input }),
  'darknet/yolov3-tiny': input => yoloV3({ input, tiny: true }),
  'torchvision/ssd300_vgg16 (VOC 21 classes)': () => ssd(),
}

/** Layer by layer: every layer with weights has its output, parameters and multiply-adds among the published ones. */
export const layerByLayer: Readonly<Record<keyof typeof layerRows, () => Model>> = {
  'torchvision/alexnet': () => alexNet({ version: 'oneTower' }),
  'torchvision/vgg16': () => vgg(),
  'torchvision/resnet18': () => resNet({ depth: 18 }),
  'torchvision/resnet50': () => resNet(),
  'caffe/alexnet': () => alexNet(),
  'keras/VGG16': () => vgg(),
  'keras/MobileNet': () => mobileNetV1(),
  'pytorchcv/mobilenet_w1': () => mobileNetV1(),
  'torchvision/squeezenet1_1': () => squeezeNet(),
  'torchvision/densenet121': () => denseNet(),
  'torchvision/googlenet': () => googLeNet({ version: 'batchNorm' }),
  'torchvision/inception_v3': () => inceptionV3(),
  'torchvision/mobilenet_v2': () => mobileNetV2(),
  'torchvision/shufflenet_v2_x1_0': () => shuffleNetV2(),
  'pytorchcv/zfnet': () => zfNet(),
  'pytorchcv/bninception': () => inceptionV2({ useBias: true }),
  'pytorchcv/seresnet50': () => seResNet(),
  'pytorchcv/shufflenet_g3_w1': () => shuffleNet(),
  'pytorchcv/nin_cifar10': () => networkInNetwork(),
  'pytorchcv/densenet40_k12_cifar10': () => cifarDenseNet({ depth: 40, bottleneck: false, compression: 0.5 }),
  'pytorchcv/segnet_cityscapes': () => segNet({ input: [1024, 2048, 3], classes: 19 }),
  'caffe/nin': () => networkInNetwork({ dataset: 'imageNet' }),
  'caffe/SSD300': () => ssd(),
  'caffe/voc-fcn8s': () => fcn(),
  'darknet/darknet19': () => darknet19({ input: [256, 256, 3] }),
  'darknet/yolov3-416': () => yoloV3(),
  'darknet/yolov3-tiny': () => yoloV3({ tiny: true }),
  'keras/Xception': () => xception(),
}
