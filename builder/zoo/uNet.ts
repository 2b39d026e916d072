import { uNetConvs, uNetDown, uNetUp } from '../blocks/uNetSteps'
import { input as image } from '../input'
import { type Model, model } from '../model'
import type { Tensor } from '../tensor'

export interface UNetOptions {
  input?: readonly [number, number, number]
  classes?: number
  /** The paper pads nothing: 572×572 pixels give 388×388 scores. 'same' gives a score for every pixel. */
  padding?: 'valid' | 'same'
  batchNorm?: boolean
  /** Filters of the first step; each step down doubles them. */
  filters?: number
  /** Steps down, and up again. */
  depth?: number
}

/**
 * U-Net, Ronneberger, Fischer, Brox 2015, https://arxiv.org/abs/1505.04597, figure 1.
 *
 * New against FCN: the way up is as wide as the way down, and every step up reads the whole map that the way down had at that
 * size, not only scores made from it.
 */
export function uNet(options: UNetOptions = {}): Model {
  const { input = [572, 572, 1], classes = 2, padding = 'valid', batchNorm = false, filters = 64, depth = 4 } = options
  const start = image(...input)
  const kept: Tensor[] = []
  let x: Tensor = start
  for (let step = 0; step < depth; step++) {
    const { kept: features, down } = uNetDown(x, filters * 2 ** step, { padding, batchNorm })
    kept.push(features)
    // The paper drops at the end of the way down.
    x = step === depth - 1 ? down.dropout(0.5) : down
  }
  x = uNetConvs(x, filters * 2 ** depth, { padding, batchNorm }).dropout(0.5)
  for (let step = depth - 1; step >= 0; step--) x = uNetUp(x, kept[step], filters * 2 ** step, { padding, batchNorm })
  return model('U-Net', start, x.conv2d(classes, 1).softmax(), { task: 'segmentation' })
}
