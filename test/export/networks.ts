import type { Graph } from '../../builder/graph'
import { input, type Model, model, type Tensor } from '../../builder/index'
import { zoo } from '../../builder/zoo/index'
import { onnxCases } from './onnxCases'

const made = (name: string, options: object): Graph => withoutSoftmax(zoo[name].make(options as never).graph)

/** What compare.ts exports to and runs. */
export const TARGETS = ['keras', 'pytorch', 'onnx'] as const
export type Target = (typeof TARGETS)[number]

/** Networks that are exported to every library and run there, or refused: of the zoo at small sizes, and small ones with what these lack. */
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
  alignedXception: () => made('alignedXception', { input: [65, 65, 3], classes: 10, depth: 41 }),
  deepLabV1: () => made('deepLabV1', { input: [33, 33, 3] }),
  deepLabV3Plus: () => made('deepLabV3Plus', { input: [65, 65, 3] }),
  dsod: () => made('dsod', {}),
  fastRcnn: () => made('fastRcnn', { input: [64, 64, 3] }),
  fasterRcnn: () => made('fasterRcnn', { input: [96, 128, 3] }),
  fcnResNet: () => made('fcnResNet', { input: [64, 64, 3], depth: 50 }),
  inceptionResNet: () => made('inceptionResNet', { input: [75, 75, 3], classes: 10 }),
  inceptionV2: () => made('inceptionV2', { input: [64, 64, 3], classes: 10 }),
  inceptionV4: () => made('inceptionV4', { input: [75, 75, 3], classes: 10 }),
  networkInNetwork: () => made('networkInNetwork', { dataset: 'cifar' }),
  residualUNet: () => made('residualUNet', { input: [64, 64, 3], filters: 8 }),
  vgg: () => made('vgg', { input: [32, 48, 3], depth: 11, batchNorm: true, classes: 10 }),
  yoloV1: () => made('yoloV1', { input: [64, 64, 3], grid: 3 }),
  zfNet: () => made('zfNet', { input: [67, 67, 3], classes: 10 }),
  activations: () => activations().graph,
  scales: () => scales().graph,
  sequence: () => sequence().graph,
  volume: () => volume().graph,
}

/** Networks that are exported to ONNX alone: most hold layers that no program in Python is written with. */
export const onnxNetworks: Readonly<Record<string, () => Graph>> = onnxCases

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

/** Numbers for each channel, given and learned, on maps, sequences and vectors. */
function scales(): Model {
  const image = input(6, 5, 4)
  const x = image
    .rescaling([0.5, 2, -1, 3], { offset: [0, 1, -2, 0.25] })
    .conv2d(4, 1)
    .layerScale({ initialValue: 0.5 })
  const vector = x
    .globalAveragePool2d()
    .rescaling(2, { offset: [1, 0, 0, -1] })
    .layerScale()
    .l2Normalize()
  return model('Scales', image, [x.add(image), x.reshape([15, 8]).layerScale().layerNorm(), vector, x.layerNorm()])
}

/** Layers along sequences, with every padding, and what brings sequences and maps to one another. */
function sequence(): Model {
  const signal = input(29, 6)
  const x = signal
    .conv1d(8, 4, { strides: 2, padding: 'same' })
    .batchNorm()
    .relu()
    .conv1d(8, 3, { padding: 'causal', dilationRate: 2, useBias: false })
    .layerNorm()
    .spatialDropout1d(0.2)
  const pooled = x.maxPool1d(3, { strides: 2, padding: 'same' }).concat(x.avgPool1d(3, { strides: 2, padding: 'same' }))
  const gate = pooled.globalAveragePool1d().dense(16, { activation: 'sigmoid' }).repeatVector(8)
  const turned = pooled.multiply(gate).permute([2, 1]).dense(8, { activation: 'elu' }).reshape([4, 4, 8])
  const map = turned.conv2d(5, 3, { padding: 'same' }).permute([3, 1, 2]).reshape([10, 8])
  const ends = [map.conv1d(4, 3).globalMaxPool1d(), map.conv1d(4, 2, { strides: 2 }).avgPool1d(2).flatten()]
  return model('Sequence', signal, [...ends, map.l2Normalize(), map.slice([2, 1], [5, 4]).softmax()])
}

/** Layers on volumes, with every padding, and uneven borders. */
function volume(): Model {
  const scan = input(7, 10, 9, 2)
  const x = scan
    .conv3d(6, [2, 3, 3], { strides: [1, 2, 2], padding: 'same' })
    .batchNorm()
    .relu()
    .conv3d(4, [3, 2, 1], { dilationRate: [1, 2, 1], useBias: false })
  const pooled = x
    .maxPool3d([1, 2, 2], { padding: 'same' })
    .concat(x.avgPool3d([1, 3, 3], { strides: [1, 2, 2], padding: 'same' }))
  const larger = pooled.conv3dTranspose(3, 3, { strides: 2, padding: 'same' })
  const gaps = pooled.conv3dTranspose(3, [2, 1, 2], { strides: [2, 2, 1], useBias: false })
  return model('Volume', scan, [larger, gaps, pooled.dense(4, { activation: 'tanh' }).flatten().dense(3)])
}

/** Scores of one and zero hide what is wrong before them. */
function withoutSoftmax(graph: Graph): Graph {
  const [{ layer }] = graph.outputs
  const last = graph.layers.find(({ name }) => name === layer)!
  if (last.kind !== 'softmax' || graph.outputs.length > 1) return graph
  return { ...graph, layers: graph.layers.filter(other => other !== last), outputs: last.inputs }
}
