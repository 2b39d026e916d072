import type { Graph } from '../../builder/graph'
import { input, type Model, model, type Tensor } from '../../builder/index'
import { zoo } from '../../builder/zoo/index'

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
