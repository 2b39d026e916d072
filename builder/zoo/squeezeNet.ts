import { fire } from '../blocks/fire'
import { type InputSize, input as image } from '../input'
import { type Model, model } from '../model'

export interface SqueezeNetOptions {
  input?: readonly [InputSize, InputSize, number]
  classes?: number
  /** 1.0 is the paper's; 1.1 pools earlier and starts narrower, 2.4 times cheaper at the same accuracy. */
  version?: '1.0' | '1.1'
}

/**
 * SqueezeNet, Iandola et al. 2016, https://arxiv.org/abs/1602.07360, figure 2 left and table 1; version 1.1: the authors'
 * repository, https://github.com/forresti/SqueezeNet/tree/master/SqueezeNet_v1.1.
 *
 * New: AlexNet's accuracy with a fiftieth of its parameters. Fire modules replace most 3×3 windows by 1×1, and a 1×1
 * convolution with global average pooling replaces the dense layers. Pooling rounds up, as in Caffe.
 */
export function squeezeNet({ input = [224, 224, 3], classes = 1000, version = '1.1' }: SqueezeNetOptions = {}): Model {
  const start = image(...input)
  const pool = { strides: 2, ceilMode: true }
  let x = version === '1.0' ? start.conv2d(96, 7, { strides: 2 }).relu() : start.conv2d(64, 3, { strides: 2 }).relu()
  x = x.maxPool2d(3, pool)
  // Squeeze channels of the eight fire modules; each expands to eight times as many.
  for (const [index, squeeze] of [16, 16, 32, 32, 48, 48, 64, 64].entries()) {
    x = fire(x, squeeze, 4 * squeeze)
    if (pooledAfter[version].includes(index)) x = x.maxPool2d(3, pool)
  }
  const scores = x.dropout(0.5).conv2d(classes, 1).relu().globalAveragePool2d()
  return model(`SqueezeNet ${version}`, start, scores.softmax(), { task: 'classification' })
}

const pooledAfter = { '1.0': [2, 6], '1.1': [1, 3] }
