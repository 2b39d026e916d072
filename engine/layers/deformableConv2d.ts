import { add, concat, matMul, mul, range, reshape, split, sum, type Tensor, tile } from '@tensorflow/tfjs-core'
import { deformableConv2d as kind } from '../../builder/layers/deformableConv2d'
import { defineComputation, type Known } from '../computation'
import { mapSize, place } from './placement'
import { type Points, readPoints, readPointsBackward } from './pointReading'

/**
 * {@link kind}: what all taps read is laid out as `[places, taps, channels]` and multiplied with the kernel. A tap beyond
 * the map reads 0. Map, offsets and mask have gradients. Offsets are ordered by group, tap, and row before column; the
 * mask by group and tap.
 */
export const deformableConv2d = defineComputation(kind, {
  forward(options, [map, offsets, mask], { kernel, bias }) {
    const read = partsOf(options, map, offsets).map(({ part, points }) => readPoints(part, points))
    const weighed = mask ? weigh(read, mask) : read
    const columns = concat(
      weighed.map(part => byPlace(part, kernel)),
      2,
    )
    const groups = split(columns, options.groups, 2).map((part, group) =>
      matMul(reshape(part, [part.shape[0], -1]), kernelOf(kernel, group, options.groups)),
    )
    const output = reshape(concat(groups, 1), [...offsets.shape.slice(0, 3), options.filters])
    return [bias ? add(output, bias) : output]
  },

  backward(options, { inputs: [map, offsets, mask], outputGradients: [gradient], weights: { kernel } }) {
    const { groups, offsetGroups, filters } = options
    const ofGroups = split(reshape(gradient, [-1, filters]), groups, 1).map((part, group) =>
      reshape(matMul(part, kernelOf(kernel, group, groups), false, true), [-1, tapsOf(kernel), kernel.shape[2]!]),
    )
    const toTaps = split(concat(ofGroups, 2), offsetGroups, 2).map(part => reshape(part, [-1, part.shape[2]!]))
    const parts = partsOf(options, map, offsets)
    const toReadings = mask ? weigh(toTaps, mask) : toTaps
    const passed = parts.map(({ part, points }, group) => readPointsBackward(part, points, toReadings[group]))
    const toMap = concat(
      passed.map(part => part.map),
      3,
    )
    const pairs = passed.map(({ rows, columns }) => concat([reshape(rows, [-1, 1]), reshape(columns, [-1, 1])], 1))
    const toOffsets = byGroup(pairs, offsets)
    if (!mask) return [toMap, toOffsets]
    const likeness = parts.map(({ part, points }, group) => sum(mul(readPoints(part, points), toTaps[group]), 1))
    return [toMap, toOffsets, byGroup(likeness, mask)]
  },
})

type Options = Known<Parameters<typeof kind.infer>[0]>

/** For each offset group its channels and the points its taps read, place by place and tap by tap. */
function partsOf(options: Options, map: Tensor, offsets: Tensor): { part: Tensor; points: Points }[] {
  const { kernelSize, strides, dilationRate, offsetGroups } = options
  const [images] = map.shape
  const { before, output } = place(options, mapSize(map))
  const along = (axis: 0 | 1, shape: number[], tapShape: number[]) => {
    const starts = add(mul(range(0, output[axis]), strides[axis]), -before[axis])
    return add(reshape(starts, shape), reshape(mul(range(0, kernelSize[axis]), dilationRate[axis]), tapShape))
  }
  const taps = kernelSize[0] * kernelSize[1]
  const spread = (values: Tensor, row: boolean) => {
    // [rows, 1, tap rows, 1] or [1, columns, 1, tap columns], repeated to [rows, columns, tap rows, tap columns].
    const times = row ? [1, output[1], 1, kernelSize[1]] : [output[0], 1, kernelSize[0], 1]
    return reshape(tile(values, times), [1, -1])
  }
  const rows = spread(along(0, [output[0], 1, 1, 1], [1, 1, kernelSize[0], 1]), true)
  const columns = spread(along(1, [1, output[1], 1, 1], [1, 1, 1, kernelSize[1]]), false)
  const points = output[0] * output[1] * taps
  const image = reshape(tile(reshape(range(0, images), [images, 1]), [1, points]), [-1])
  const moves = split(reshape(offsets, [-1, offsetGroups, 2 * taps]), offsetGroups, 1)
  return split(map, offsetGroups, 3).map((part, group) => {
    const [down, across] = split(reshape(moves[group], [-1, 2]), 2, 1)
    const moved = (places: Tensor, by: Tensor) => reshape(add(places, reshape(by, [images, points])), [-1])
    return { part, points: { image, row: moved(rows, down), column: moved(columns, across) } }
  })
}

/** Multiplies readings `[places · taps, channels]` of each group with the group's part of the mask. */
function weigh(readings: readonly Tensor[], mask: Tensor): Tensor[] {
  const factors = split(reshape(mask, [-1, readings.length, mask.shape[3]! / readings.length]), readings.length, 1)
  return readings.map((part, group) => mul(part, reshape(factors[group], [-1, 1])))
}

/** Numbers of each group, place by place and tap by tap, in the order of the offsets or the mask. */
function byGroup(groups: readonly Tensor[], like: Tensor): Tensor {
  const size = like.shape[3]! / groups.length
  return reshape(
    concat(
      groups.map(group => reshape(group, [-1, 1, size])),
      1,
    ),
    like.shape,
  )
}

function byPlace(readings: Tensor, kernel: Tensor): Tensor {
  return reshape(readings, [-1, tapsOf(kernel), readings.shape[1]!])
}

function tapsOf(kernel: Tensor): number {
  return kernel.shape[0] * kernel.shape[1]!
}

/** A group's part of the kernel, `[taps · channels / groups, filters / groups]`. */
function kernelOf(kernel: Tensor, group: number, groups: number): Tensor {
  const [height, width, channels, filters] = kernel.shape as [number, number, number, number]
  return split(reshape(kernel, [height * width * channels, filters]), groups, 1)[group]
}
