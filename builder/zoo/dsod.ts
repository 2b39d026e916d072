import { convBatchNormRelu } from '../blocks/convBatchNormRelu'
import { denseBlock } from '../blocks/denseBlock'
import { ssdHead } from '../blocks/ssdHead'
import { type InputSize, input as image } from '../input'
import { type Model, model } from '../model'
import type { Tensor } from '../tensor'
import { ssdMaps } from './ssdMaps'

export interface DsodOptions {
  input?: readonly [InputSize, InputSize, number]
  /** Classes, background among them. */
  classes?: number
  /** Channels that every layer of a dense block adds, and the width of the 1×1 convolution before it. */
  growth?: number
  bottleneck?: number
  /** Channels of the two first convolutions; the third has twice as many. */
  stem?: number
  /** How a map of the prediction is made from the one twice as fine: all of it learned, or half of it pooled (dense). */
  prediction?: 'plain' | 'dense'
}

/**
 * DSOD300 (DS/64-192-48-1), Shen et al. 2017, https://arxiv.org/abs/1708.01241, table 1 and figure 1.
 *
 * New against SSD: it is trained on the detection images alone, from nothing. What makes that work is DenseNet's dense
 * connections, which bring the loss to every layer, a stem that loses less than a 7×7 one, transitions without pooling, so
 * that more dense blocks see a fine map, and prediction maps of which half is handed down from the finer one.
 */
export function dsod(options: DsodOptions = {}): Model {
  const {
    input = [300, 300, 3],
    classes = 21,
    growth = 48,
    bottleneck = 192,
    stem = 64,
    prediction = 'dense',
  } = options
  const start = image(...input)
  const block = (x: Tensor, layers: number) => denseBlock(x, layers, growth, { bottleneckWidth: bottleneck })
  let x = convBatchNormRelu(start, stem, 3, { strides: 2, padding: 1 })
  x = convBatchNormRelu(convBatchNormRelu(x, stem, 3), 2 * stem, 3)
  x = pool(transition(block(pool(x), 6)))
  const fine = transition(block(x, 8))
  x = transition(block(pool(fine), 8))
  x = block(x, 8)

  const dense = prediction === 'dense'
  const second = dense ? transition(x, 256).concat(convBatchNormRelu(pool(fine), 256, 1)) : transition(x, 512)
  const maps = [fine, second]
  for (const [filters, isLast] of coarser) maps.push(halved(maps[maps.length - 1], filters, { dense, isLast }))
  const scaled = maps.map(map => map.l2Normalize({ initialScale: 20 }))
  const { offsets, scores } = ssdHead(scaled, [4, 6, 6, 6, 4, 4], classes)
  // Of another size, the authors tell no default boxes.
  const isUsual = input[0] === 300 && input[1] === 300
  const boxes = isUsual ? { boxes: { decoder: 'ssd', maps: ssdMaps[300] } as const } : {}
  return model('DSOD', start, [offsets, scores], { task: 'detection', ...boxes })
}

/** Batch normalisation, ReLU and a 1×1 convolution; between blocks it keeps the channels: nothing is compressed. */
function transition(x: Tensor, filters = x.channels): Tensor {
  return x.batchNorm().relu().conv2d(filters, 1, { useBias: false })
}

/** Channels of the third map of the prediction and those after it; only the last step rounds down, from 3×3 to 1×1. */
const coarser = [
  [512, false],
  [256, false],
  [256, false],
  [256, true],
] as const

function pool(x: Tensor, ceilMode = true): Tensor {
  return x.maxPool2d(2, { ceilMode })
}

/** The next, coarser map of the prediction; in the dense form half of it comes from a pooling (figure 1, right). */
function halved(x: Tensor, filters: number, { dense, isLast }: { dense: boolean; isLast: boolean }): Tensor {
  const width = dense ? filters / 2 : filters
  const padding = isLast ? { top: 0, bottom: 1, left: 0, right: 1 } : 1
  const learned = convBatchNormRelu(convBatchNormRelu(x, width, 1), width, 3, { strides: 2, padding })
  return dense ? learned.concat(convBatchNormRelu(pool(x, !isLast), width, 1)) : learned
}
