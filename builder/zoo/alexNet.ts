import { type InputSize, input as image } from '../input'
import { type Model, model } from '../model'
import type { Tensor } from '../tensor'

export interface AlexNetOptions {
  input?: readonly [InputSize, InputSize, number]
  classes?: number
  /**
   * `original` is the network of 2012, whose layers two, four and five were split over two GPUs; `oneTower` the narrower
   * one of 2014, made for one, without local response normalisation.
   */
  version?: 'original' | 'oneTower'
  /** Groups of those layers; 1 undoes the split. */
  groups?: 1 | 2
}

/**
 * AlexNet, Krizhevsky, Sutskever, Hinton 2012, ImageNet Classification with Deep CNNs, §3 and figure 2; one tower:
 * Krizhevsky 2014, One Weird Trick, https://arxiv.org/abs/1404.5997.
 *
 * New against LeNet-5: a thousand times larger and trained on GPUs; ReLU, dropout, windows of pooling that overlap, local
 * response normalisation. The figure's 224 pixels give its 55×55 map only with 227, or with a border of 2. Pooling rounds up,
 * as in Caffe.
 */
export function alexNet(options: AlexNetOptions = {}): Model {
  const { version = 'original' } = options
  return version === 'original' ? original(options) : oneTower(options)
}

function original({ input = [227, 227, 3], classes = 1000, groups = 2 }: AlexNetOptions): Model {
  const start = image(...input)
  const normalise = (x: Tensor) => x.localResponseNorm({ depthRadius: 2, bias: 1, alpha: 2e-5, beta: 0.75 })
  const pool = (x: Tensor) => x.maxPool2d(3, { strides: 2, ceilMode: true })
  let x = pool(normalise(start.conv2d(96, 11, { strides: 4 }).relu()))
  x = pool(normalise(x.conv2d(256, 5, { padding: 2, groups }).relu()))
  x = x.conv2d(384, 3, { padding: 1 }).relu()
  x = x.conv2d(384, 3, { padding: 1, groups }).relu()
  x = pool(x.conv2d(256, 3, { padding: 1, groups }).relu())
  let y = x.flatten()
  for (let layer = 0; layer < 2; layer++) y = y.dense(4096).relu().dropout(0.5)
  return model('AlexNet', start, y.dense(classes).softmax(), { task: 'classification' })
}

function oneTower({ input = [224, 224, 3], classes = 1000 }: AlexNetOptions): Model {
  const start = image(...input)
  let x = start.conv2d(64, 11, { strides: 4, padding: 2 }).relu().maxPool2d(3, { strides: 2 })
  x = x.conv2d(192, 5, { padding: 2 }).relu().maxPool2d(3, { strides: 2 })
  for (const filters of [384, 256, 256]) x = x.conv2d(filters, 3, { padding: 1 }).relu()
  let y = x.maxPool2d(3, { strides: 2 }).flatten()
  for (let layer = 0; layer < 2; layer++) y = y.dropout(0.5).dense(4096).relu()
  return model('AlexNet (one tower)', start, y.dense(classes).softmax(), { task: 'classification' })
}
