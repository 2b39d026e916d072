import type { LayerNode } from '../../builder/node'

/** Whether the layer has one input and works on each of its elements, or each channel, where it stands: nothing moves. */
export function keepsPlaces({ kind }: LayerNode): boolean {
  return IN_PLACE.has(kind.kind)
}

/** Whether the layer bends what passes: with it between them, two linear layers do more than one. */
export function isActivation({ kind }: LayerNode): boolean {
  return ACTIVATIONS.has(kind.kind)
}

const ACTIVATIONS: ReadonlySet<string> = new Set([
  'elu',
  'gelu',
  'hardSigmoid',
  'hardSwish',
  'leakyRelu',
  'mish',
  'prelu',
  'relu',
  'relu6',
  'selu',
  'sigmoid',
  'softmax',
  'softplus',
  'softsign',
  'swish',
  'tanh',
  'unknownActivation',
])

const IN_PLACE: ReadonlySet<string> = new Set([
  ...ACTIVATIONS,
  'batchNorm',
  'dropout',
  'groupNorm',
  'instanceNorm',
  'l2Normalize',
  'layerNorm',
  'localResponseNorm',
  'layerScale',
  'scaleBy',
  'spatialDropout2d',
  'stochasticDepth',
])
