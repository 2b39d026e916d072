import { type InputSize, input as image } from '../input'
import { type Model, model } from '../model'
import type { Tensor } from '../tensor'

export interface ZfNetOptions {
  input?: readonly [InputSize, InputSize, number]
  classes?: number
}

/**
 * ZFNet, Zeiler and Fergus 2014, https://arxiv.org/abs/1311.2901, figure 3 and §4.1.
 *
 * New against AlexNet: a smaller window (7×7) and step (2) in the first layer, chosen after looking at what the layers had
 * learned with a deconvolutional network; no grouped convolutions. Pooling rounds up.
 */
export function zfNet({ input = [224, 224, 3], classes = 1000 }: ZfNetOptions = {}): Model {
  const start = image(...input)
  const pool = (x: Tensor) => x.maxPool2d(3, { strides: 2, ceilMode: true })
  const normalise = (x: Tensor) => x.localResponseNorm({ depthRadius: 2, alpha: 1e-4, beta: 0.75 })
  let x = normalise(pool(start.conv2d(96, 7, { strides: 2, padding: 1 }).relu()))
  x = normalise(pool(x.conv2d(256, 5, { strides: 2 }).relu()))
  for (const filters of [384, 384, 256]) x = x.conv2d(filters, 3, { padding: 'same' }).relu()
  x = pool(x).flatten()
  for (let layer = 0; layer < 2; layer++) x = x.dense(4096).relu().dropout(0.5)
  return model('ZFNet', start, x.dense(classes).softmax(), { task: 'classification' })
}
