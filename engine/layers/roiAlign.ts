import {
  abs,
  add,
  clipByValue,
  greaterEqual,
  lessEqual,
  logicalAnd,
  matMul,
  maximum,
  mean,
  mul,
  range,
  relu,
  reshape,
  split,
  sub,
  type Tensor,
  transpose,
  where,
  zerosLike,
} from '@tensorflow/tfjs-core'
import { roiAlign as kind } from '../../builder/layers/roiAlign'
import { defineComputation, type Known } from '../computation'

/**
 * {@link kind}. A point more than one element beyond the map reads 0, one less far beyond reads the border. Points stand
 * in a grid, so that reading them and taking their mean is a weighing of rows and then of columns. No gradient is passed
 * to the boxes, as is the custom.
 */
export const roiAlign = defineComputation(kind, {
  forward(options, [map, boxes]) {
    const { rows, columns } = weigh(options, map, boxes)
    const [images, height, width, channels] = map.shape as Four
    const [, count] = boxes.shape
    const [tall, wide] = options.poolSize
    const cut = matMul(reshape(rows, [images, count! * tall, height]), reshape(map, [images, height, width * channels]))
    const turned = transpose(reshape(cut, [images * count!, tall, width, channels]), [0, 2, 1, 3])
    const cells = matMul(columns, reshape(turned, [images * count!, width, tall * channels]))
    const upright = transpose(reshape(cells, [images * count!, wide, tall, channels]), [0, 2, 1, 3])
    return [reshape(upright, [images, count!, tall, wide, channels])]
  },

  backward(options, { inputs: [map, boxes], outputGradients: [gradient] }) {
    const { rows, columns } = weigh(options, map, boxes)
    const [images, height, width, channels] = map.shape as Four
    const [, count] = boxes.shape
    const [tall, wide] = options.poolSize
    const turned = transpose(reshape(gradient, [images * count!, tall, wide, channels]), [0, 2, 1, 3])
    const cut = matMul(columns, reshape(turned, [images * count!, wide, tall * channels]), true)
    const upright = transpose(reshape(cut, [images * count!, width, tall, channels]), [0, 2, 1, 3])
    const byImage = reshape(upright, [images, count! * tall, width * channels])
    const sum = matMul(reshape(rows, [images, count! * tall, height]), byImage, true)
    return [reshape(sum, map.shape), zerosLike(boxes)]
  },
})

type Four = [number, number, number, number]
type Options = Known<Parameters<typeof kind.infer>[0]>

/** What every cell reads of the map's rows and columns: `[images · boxes, cells, elements]`. */
function weigh(options: Options, map: Tensor, boxes: Tensor): { rows: Tensor; columns: Tensor } {
  const [top, left, bottom, right] = split(mul(reshape(boxes, [-1, 4]), options.spatialScale), 4, 1)
  const [, height, width] = map.shape as Four
  return {
    rows: weighAxis(options, options.poolSize[0], top, bottom, height),
    columns: weighAxis(options, options.poolSize[1], left, right, width),
  }
}

function weighAxis(
  { samplingRatio, aligned }: Options,
  cells: number,
  from: Tensor,
  to: Tensor,
  elements: number,
): Tensor {
  const length = aligned ? sub(to, from) : maximum(sub(to, from), 1)
  const points = cells * samplingRatio
  const parts = mul(add(range(0, points), 0.5), 1 / points)
  const places = reshape(sub(add(from, mul(length, parts)), aligned ? 0.5 : 0), [-1, points, 1])
  const distance = abs(sub(clipByValue(places, 0, elements - 1), range(0, elements)))
  const near = relu(sub(1, distance))
  const inside = logicalAnd(greaterEqual(places, -1), lessEqual(places, elements))
  const weights = where(inside, near, zerosLike(near))
  return mean(reshape(weights, [-1, cells, samplingRatio, elements]), 2)
}
