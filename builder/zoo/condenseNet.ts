import { learnedGroupConv } from '../blocks/learnedGroupConv'
import { type InputSize, input as image } from '../input'
import { type Model, model } from '../model'

export interface CondenseNetOptions {
  input?: readonly [InputSize, InputSize, number]
  classes?: number
  /** Groups of every convolution, and the condensation factor: C = G in the paper. */
  groups?: 4 | 8
  /** The trained network, pruned and converted to grouped convolutions; or the one that is trained, with all weights. */
  form?: 'converted' | 'training'
}

/**
 * CondenseNet, Huang et al. 2018, https://arxiv.org/abs/1711.09224, §4.3 and table 1: CondenseNet-74 for ImageNet.
 *
 * New against DenseNet: 1×1 convolutions learn which of the many earlier channels each group needs and drop the rest; every
 * stage grows faster than the one before, and dense connections cross the pooling.
 */
export function condenseNet(options: CondenseNetOptions = {}): Model {
  const { input = [224, 224, 3], classes = 1000, groups = 4, form = 'converted' } = options
  const converted = form === 'converted'
  const start = image(...input)
  let x = start.conv2d(16, 3, { strides: 2, padding: 1, useBias: false })
  for (const [stage, [layers, growth]] of stages.entries()) {
    if (stage > 0) x = x.avgPool2d(2)
    for (let layer = 0; layer < layers; layer++) {
      // Which channels training keeps is not known beforehand; their number is: one in `groups` a group.
      const kept = converted ? firstChannels(x.channels) : undefined
      const features = learnedGroupConv(x, 4 * growth, { groups, kept })
        .batchNorm()
        .relu()
        .conv2d(growth, 3, { padding: 'same', groups, useBias: false })
      x = x.concat(features)
    }
  }
  const pooled = x.batchNorm().relu().globalAveragePool2d()
  // The classifier is pruned to half of its inputs.
  const read = converted ? pooled.gatherChannels(firstChannels(Math.floor(pooled.channels / 2))) : pooled
  return model(`CondenseNet-74 (C=G=${groups}, ${form})`, start, read.dense(classes).softmax(), {
    task: 'classification',
  })
}

function firstChannels(number: number): number[] {
  return Array.from({ length: number }, (_, channel) => channel)
}

/** Layers and growth of the five stages. */
const stages = [
  [4, 8],
  [6, 16],
  [8, 32],
  [10, 64],
  [8, 128],
] as const
