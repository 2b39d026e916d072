import { convBatchNormRelu } from '../blocks/convBatchNormRelu'
import { denseBlock } from '../blocks/denseBlock'
import { denseTransition } from '../blocks/denseTransition'
import { type InputSize, input as image } from '../input'
import { type Model, model } from '../model'

export interface DenseNetOptions {
  input?: readonly [InputSize, InputSize, number]
  classes?: number
  depth?: 121 | 161 | 169 | 201 | 264
}

/**
 * DenseNet, Huang et al. 2017, https://arxiv.org/abs/1608.06993, table 1: the networks for ImageNet (DenseNet-BC).
 *
 * New against ResNet: what a layer computes is not added to what came before but put beside it, so that every layer reads
 * all layers before it. Layers can be very narrow, since nothing has to be computed twice.
 */
export function denseNet({ input = [224, 224, 3], classes = 1000, depth = 121 }: DenseNetOptions = {}): Model {
  const { blocks, growth } = table1[depth]
  const start = image(...input)
  let x = convBatchNormRelu(start, 2 * growth, 7, { strides: 2, padding: 3 }).maxPool2d(3, { strides: 2, padding: 1 })
  for (const [stage, layers] of blocks.entries()) {
    if (stage > 0) x = denseTransition(x)
    x = denseBlock(x, layers, growth)
  }
  const scores = x.batchNorm().relu().globalAveragePool2d().dense(classes)
  return model(`DenseNet-${depth}`, start, scores.softmax(), { task: 'classification' })
}

const table1 = {
  121: { blocks: [6, 12, 24, 16], growth: 32 },
  161: { blocks: [6, 12, 36, 24], growth: 48 },
  169: { blocks: [6, 12, 32, 32], growth: 32 },
  201: { blocks: [6, 12, 48, 32], growth: 32 },
  264: { blocks: [6, 12, 64, 48], growth: 32 },
}
