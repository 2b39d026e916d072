import { convBatchNormRelu } from '../blocks/convBatchNormRelu'
import { selectiveKernel } from '../blocks/selectiveKernel'
import { shortcut } from '../blocks/shortcut'
import { type InputSize, input as image } from '../input'
import { type Model, model } from '../model'
import type { Tensor } from '../tensor'
import { residualDepths, residualStages, residualStem } from './residualStages'

export interface SkNetOptions {
  input?: readonly [InputSize, InputSize, number]
  classes?: number
  depth?: 50 | 101
}

/**
 * SKNet, Li et al. 2019, https://arxiv.org/abs/1903.06586, table 1: SK[2, 16, 32] units.
 *
 * New against ResNeXt: the 3×3 convolution of every bottleneck runs at two window sizes side by side, and the network
 * chooses for each channel and image which to listen to.
 */
export function skNet({ input = [224, 224, 3], classes = 1000, depth = 50 }: SkNetOptions = {}): Model {
  const start = image(...input)
  const features = residualStages(residualStem(start), residualDepths[depth], unit)
  const scores = features.globalAveragePool2d().dense(classes)
  return model(`SKNet-${depth}`, start, scores.softmax(), { task: 'classification' })
}

function unit(x: Tensor, width: number, strides: number): Tensor {
  const branch = selectiveKernel(convBatchNormRelu(x, 2 * width, 1), 2 * width, { strides, paths: 2, groups: 32 })
    .conv2d(4 * width, 1, { useBias: false })
    .batchNorm()
  return branch.add(shortcut(x, 4 * width, strides)).relu()
}
