import { bottleneck } from '../blocks/bottleneck'
import { preactivationResidual } from '../blocks/preactivationResidual'
import { type InputSize, input as image } from '../input'
import { type Model, model } from '../model'
import { NetworkError } from '../problem'
import { repeats } from './repeats'
import { residualDepths, residualStages, residualStem } from './residualStages'

export interface WideResNetOptions {
  input?: readonly [InputSize, InputSize, number]
  classes?: number
  /** 6 · n + 4 for the CIFAR networks; 50 or 101 with `bottleneck`. */
  depth?: number
  /** How many times as wide as the ResNet it is made from. */
  widen?: number
  /** The ImageNet form: a ResNet-50 or -101 whose 3×3 convolutions are wider. */
  bottleneck?: boolean
}

/**
 * Wide ResNet, Zagoruyko and Komodakis 2016, https://arxiv.org/abs/1605.07146, table 1; on ImageNet §3.4.
 *
 * New against ResNet: fewer blocks, each far wider. 28 layers of ten times the width beat 1001 thin ones and are faster,
 * since wide convolutions keep a GPU busy.
 */
export function wideResNet(options: WideResNetOptions = {}): Model {
  const { bottleneck: imageNet = false } = options
  return imageNet ? imageNetForm(options) : cifarForm(options)
}

function cifarForm({ input = [32, 32, 3], classes = 10, depth = 28, widen = 10 }: WideResNetOptions): Model {
  const start = image(...input)
  const blocks = repeats('wideResNet', depth, 6, 4)
  const features = residualStages(
    start.conv2d(16, 3, { padding: 1, useBias: false }),
    [blocks, blocks, blocks],
    (x, width, strides) => preactivationResidual(x, width, { strides }),
    16 * widen,
  )
  const scores = features.batchNorm().relu().globalAveragePool2d().dense(classes)
  return model(`WRN-${depth}-${widen}`, start, scores.softmax(), { task: 'classification' })
}

function imageNetForm({ input = [224, 224, 3], classes = 1000, depth = 50, widen = 2 }: WideResNetOptions): Model {
  const start = image(...input)
  if (depth !== 50 && depth !== 101) {
    const message = `depth must be 50 or 101 with bottleneck, got ${depth}`
    throw new NetworkError('wideResNet', { rule: 'invalid-option', option: 'depth', message })
  }
  const blocks = residualDepths[depth]
  const features = residualStages(residualStem(start), blocks, (x, width, strides) =>
    bottleneck(x, width * widen, { filters: 4 * width, strides }),
  )
  const scores = features.globalAveragePool2d().dense(classes)
  return model(`Wide ResNet-${depth}-${widen}`, start, scores.softmax(), { task: 'classification' })
}
