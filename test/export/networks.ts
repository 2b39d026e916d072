import type { Graph } from '../../builder/graph'
import { input, type Model, model, type Tensor } from '../../builder/index'
import { zoo } from '../../builder/zoo/index'
import { onnxCases } from './onnxCases'

const made = (name: string, options: object): Graph => withoutSoftmax(zoo[name].make(options as never).graph)

/** Networks that are exported to every library and run there: of the zoo at small sizes, and one that holds what these lack. */
export const exportedNetworks: Readonly<Record<string, () => Graph>> = {
  leNet5: () => made('leNet5', {}),
  alexNet: () => made('alexNet', { input: [67, 67, 3], classes: 10, groups: 2 }),
  resNet: () => made('resNet', { input: [64, 64, 3], classes: 10, depth: 18 }),
  cifarResNet: () => made('cifarResNet', {}),
  mobileNetV2: () => made('mobileNetV2', { input: [64, 64, 3], classes: 10 }),
  mobileNetV3: () => made('mobileNetV3', { input: [64, 64, 3], classes: 10 }),
  denseNet: () => made('denseNet', { input: [64, 64, 3], classes: 10 }),
  googLeNet: () => made('googLeNet', { input: [64, 64, 3], classes: 10 }),
  shuffleNetV2: () => made('shuffleNetV2', { input: [64, 64, 3], classes: 10 }),
  squeezeNet: () => made('squeezeNet', { input: [64, 64, 3], classes: 10 }),
  xception: () => made('xception', { input: [71, 71, 3], classes: 10 }),
  uNet: () => made('uNet', { input: [188, 188, 1], filters: 8 }),
  yoloV3: () => made('yoloV3', { input: [64, 64, 3] }),
  activations: () => activations().graph,
}

/** Networks that are exported to ONNX alone. */
export const onnxNetworks: Readonly<Record<string, () => Graph>> = {
  ...onnxCases,
  alexNetOriginal: () => made('alexNet', { input: [67, 67, 3], version: 'original', classes: 10 }),
  cbamResNet: () => made('cbamResNet', { input: [64, 64, 3], depth: 18, classes: 10 }),
  cifarDenseNet: () => made('cifarDenseNet', { depth: 22 }),
  condenseNet: () => made('condenseNet', { input: [64, 64, 3], classes: 10 }),
  darknet19: () => made('darknet19', { input: [64, 64, 3], classes: 10 }),
  deepLabV2: () => made('deepLabV2', { input: [65, 65, 3], backbone: 'vgg16' }),
  deepLabV3: () => made('deepLabV3', { input: [65, 65, 3], depth: 50, outputStride: 16 }),
  fcn: () => made('fcn', { input: [32, 48, 3], stride: 8 }),
  inceptionV3: () => made('inceptionV3', { classes: 10 }),
  mobileNetV1: () => made('mobileNetV1', { input: [64, 64, 3], width: 0.5, classes: 10 }),
  preactivationResNet: () => made('preactivationResNet', { input: [64, 64, 3], depth: 18, classes: 10 }),
  pspNet: () => made('pspNet', { input: [49, 49, 3], depth: 50, auxiliary: true }),
  resNeXt: () => made('resNeXt', { input: [64, 64, 3], classes: 10 }),
  segNet: () => made('segNet', { input: [64, 96, 3] }),
  seResNet: () => made('seResNet', { input: [64, 64, 3], classes: 10 }),
  shiftNet: () => made('shiftNet', { input: [64, 64, 3], classes: 10 }),
  shuffleNet: () => made('shuffleNet', { input: [64, 64, 3], groups: 8, classes: 10 }),
  siamese: () => made('siamese', { input: [81, 81, 1] }),
  skNet: () => made('skNet', { input: [64, 64, 3], classes: 10 }),
  ssd: () => made('ssd', { size: 300 }),
  wideResNet: () => made('wideResNet', { depth: 16, widen: 2 }),
  yoloV2: () => made('yoloV2', { input: [64, 64, 3] }),
}

function activations(): Model {
  const image = input(13, 10, 3)
  const start = image.conv2d(8, 3, { strides: 2, padding: 'same', activation: 'elu' })
  const kinds = ['gelu', 'selu', 'swish', 'mish', 'softplus', 'softsign', 'hardSigmoid', 'hardSwish', 'relu6'] as const
  const branches = kinds.map(kind => start[kind]())
  const sum = branches.slice(1).reduce((x: Tensor, other) => x.add(other), branches[0])
  const wide = sum
    .conv2dTranspose(6, 3, { strides: 2, padding: 'same' })
    .prelu({ sharedAxes: [1, 2] })
    .groupNorm({ groups: 2 })
  const pooled = wide.avgPool2d(3, { strides: 2, padding: 1, ceilMode: true }).leakyRelu()
  const deep = pooled
    .depthwiseConv2d(3, { depthMultiplier: 2, padding: 'same', dilationRate: 2 })
    .dense(5, { activation: 'tanh' })
  return model('Activations', image, deep.permute([2, 1, 3]).flatten().dense(4).logSoftmax())
}

/** Scores of one and zero hide what is wrong before them. */
function withoutSoftmax(graph: Graph): Graph {
  const [{ layer }] = graph.outputs
  const last = graph.layers.find(({ name }) => name === layer)!
  if (last.kind !== 'softmax' || graph.outputs.length > 1) return graph
  return { ...graph, layers: graph.layers.filter(other => other !== last), outputs: last.inputs }
}
