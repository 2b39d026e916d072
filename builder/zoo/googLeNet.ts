import { convBatchNormRelu } from '../blocks/convBatchNormRelu'
import { type ConvRelu, convRelu, type InceptionV1Widths, inceptionV1 } from '../blocks/inceptionV1'
import { type InputSize, input as image } from '../input'
import { type Model, model } from '../model'
import type { Tensor } from '../tensor'

export interface GoogLeNetOptions {
  input?: readonly [InputSize, InputSize, number]
  classes?: number
  /**
   * `paper`: local response normalisation, biases, 5×5 windows. `batchNorm`: as in PyTorch and TF-Slim, batch normalisation
   * after every convolution, and 3×3 windows in the place of the 5×5.
   */
  version?: 'paper' | 'batchNorm'
  /** Whether the two auxiliary classifiers of training are there too. */
  auxiliary?: boolean
}

/**
 * GoogLeNet (Inception v1), Szegedy et al. 2015, https://arxiv.org/abs/1409.4842, table 1.
 *
 * New: inception modules, which look through several windows side by side, and no dense layer but the last: twelve times
 * fewer parameters than AlexNet at half its errors. Pooling rounds up, as in Caffe.
 */
export function googLeNet(options: GoogLeNetOptions = {}): Model {
  const { input = [224, 224, 3], classes = 1000, version = 'paper', auxiliary = false } = options
  const paper = version === 'paper'
  const conv: ConvRelu = paper ? convRelu : convBatchNormRelu
  const halve = (x: Tensor, side: number) => x.maxPool2d(side, { strides: 2, ceilMode: true })
  const start = image(...input)
  let x = paper
    ? start.conv2d(64, 7, { strides: 2, padding: 3 }).relu()
    : convBatchNormRelu(start, 64, 7, { strides: 2, padding: 3 })
  x = halve(x, 3)
  if (paper) x = x.localResponseNorm(responseNorm)
  x = conv(conv(x, 64, 1), 192, 3)
  if (paper) x = x.localResponseNorm(responseNorm)
  x = halve(x, 3)

  const heads: Tensor[] = []
  for (const [name, widths] of modules) {
    x = inceptionV1(x, widths, conv, paper ? 5 : 3)
    if (auxiliary && (name === '4a' || name === '4d')) heads.push(auxiliaryHead(x, classes, version))
    if (name === '3b') x = halve(x, 3)
    if (name === '4e') x = halve(x, paper ? 3 : 2)
  }
  const scores = x.globalAveragePool2d().dropout(0.4).dense(classes).softmax()
  return model(`GoogLeNet${paper ? '' : ' with batch norm'}`, start, [scores, ...heads], { task: 'classification' })
}

const responseNorm = { depthRadius: 2, alpha: 2e-5, beta: 0.75 }

/** §5 of the paper; PyTorch pools to 4×4 for any input, which is the paper's 5×5 window with step 3 at 224×224. */
function auxiliaryHead(x: Tensor, classes: number, version: 'paper' | 'batchNorm'): Tensor {
  const conv = version === 'paper' ? convRelu : convBatchNormRelu
  const pooled = version === 'paper' ? x.avgPool2d(5, { strides: 3, ceilMode: true }) : x.adaptiveAvgPool2d(4)
  return conv(pooled, 128, 1).flatten().dense(1024).relu().dropout(0.7).dense(classes).softmax()
}

const module = (conv1: number, ...[r3, c3, r5, c5, pool]: readonly number[]): InceptionV1Widths => ({
  conv1,
  conv3: [r3, c3],
  conv5: [r5, c5],
  pool,
})

/** Columns of table 1: #1×1, #3×3 reduce, #3×3, #5×5 reduce, #5×5, pool proj. */
const modules: readonly (readonly [string, InceptionV1Widths])[] = [
  ['3a', module(64, 96, 128, 16, 32, 32)],
  ['3b', module(128, 128, 192, 32, 96, 64)],
  ['4a', module(192, 96, 208, 16, 48, 64)],
  ['4b', module(160, 112, 224, 24, 64, 64)],
  ['4c', module(128, 128, 256, 24, 64, 64)],
  ['4d', module(112, 144, 288, 32, 64, 64)],
  ['4e', module(256, 160, 320, 32, 128, 128)],
  ['5a', module(256, 160, 320, 32, 128, 128)],
  ['5b', module(384, 192, 384, 48, 128, 128)],
]
