import { vggStage } from '../blocks/vggStage'
import { type InputSize, input as image } from '../input'
import { type Model, model } from '../model'
import type { Tensor } from '../tensor'

export interface VggOptions {
  input?: readonly [InputSize, InputSize, number]
  classes?: number
  depth?: 11 | 13 | 16 | 19
  batchNorm?: boolean
  /** Whether the last map is averaged to 7×7, so that images of any size fit the dense layers, as in PyTorch. */
  anySize?: boolean
}

/**
 * VGG-11, -13, -16 and -19 (A, B, D, E), Simonyan and Zisserman 2015, https://arxiv.org/abs/1409.1556, table 1.
 *
 * New against AlexNet: nothing but 3×3 windows, and many of them; two see as far as a 5×5, three as far as a 7×7, with fewer
 * weights and more nonlinearity between.
 */
export function vgg(options: VggOptions = {}): Model {
  const { input = [224, 224, 3], classes = 1000, depth = 16, batchNorm = false, anySize = false } = options
  const start = image(...input)
  let x: Tensor = start
  for (const [stage, convolutions] of table1[depth].entries()) {
    x = vggStage(x, Math.min(64 * 2 ** stage, 512), convolutions, { batchNorm }).maxPool2d(2)
  }
  let y = (anySize ? x.adaptiveAvgPool2d(7) : x).flatten()
  for (let layer = 0; layer < 2; layer++) y = y.dense(4096).relu().dropout(0.5)
  const name = `VGG-${depth}${batchNorm ? ' with batch norm' : ''}`
  return model(name, start, y.dense(classes).softmax(), { task: 'classification' })
}

/** Convolutions of the five stages. */
const table1 = {
  11: [1, 1, 2, 2, 2],
  13: [2, 2, 2, 2, 2],
  16: [2, 2, 3, 3, 3],
  19: [2, 2, 4, 4, 4],
}
