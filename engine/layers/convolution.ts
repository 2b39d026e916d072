import {
  add,
  concat,
  conv2d,
  fused,
  getBackend,
  reshape,
  split,
  sum,
  type Tensor,
  type Tensor4D,
  tensor4d,
  transpose,
} from '@tensorflow/tfjs-core'
import type { Placement } from './placement'
import { border, spread, subsample } from './resampling'

/**
 * Convolution of a map `[images, height, width, channels]` with a kernel `[height, width, channels / groups, filters]`. The
 * bias, one number a filter, is added within the same pass over the map.
 *
 * TensorFlow.js has neither groups nor strides together with dilation: groups are convolved one by one, and a dilated
 * convolution is made at stride 1 and subsampled.
 */
export function convolve(
  map: Tensor4D,
  kernel: Tensor4D,
  placement: Placement,
  groups: number,
  bias?: Tensor,
): Tensor4D {
  const [height, width, , filters] = kernel.shape
  if (groups > 1 && groups === map.shape[3]) {
    const perChannel = reshape(kernel, [height, width, groups, filters / groups]) as Tensor4D
    return convolveDepthwise(map, perChannel, placement, bias)
  }
  const [within, after] = groups === 1 ? [bias] : [undefined, bias]
  const parts = perGroup(map, kernel, groups, (x, filter) =>
    slideKernel(placement, (strides, pad, dilations) =>
      fused.conv2d({ x, filter, strides, pad, dilations, bias: within }),
    ),
  )
  return after ? add(parts, after) : parts
}

/** Convolution of each channel by itself, with a kernel `[height, width, channels, multiplier]`. */
export function convolveDepthwise(map: Tensor4D, kernel: Tensor4D, placement: Placement, bias?: Tensor): Tensor4D {
  return slideKernel(placement, (strides, pad, dilations) => slideDepthwise(map, kernel, strides, pad, dilations, bias))
}

/**
 * The transpose of {@link convolve}: from a map at the convolution's output to one at its input. It is the gradient with
 * respect to the input, and what transposed convolution computes.
 *
 * Zeros are put between the elements, and the kernel is turned by 180° with its channels and filters swapped (Dumoulin
 * and Visin 2016, §4). A forward convolution is the fastest kernel of every backend, and the only one with dilation;
 * WASM's own gradient kernels are slow or missing.
 */
export function convolveTransposed(map: Tensor4D, kernel: Tensor4D, placement: Placement, groups: number): Tensor4D {
  const [height, width, , filters] = kernel.shape
  const channels = groups * kernel.shape[2]
  if (groups > 1 && groups === channels) {
    const perChannel = reshape(kernel, [height, width, groups, filters / groups]) as Tensor4D
    return convolveDepthwiseTransposed(map, perChannel, placement)
  }
  const across = (from: Tensor4D, dilations: Pair) =>
    perGroup(from, kernel, groups, (part, partKernel) => {
      const swapped = transpose(turn(partKernel), [0, 1, 3, 2]) as Tensor4D
      return conv2d(part, swapped, 1, 'valid', 'NHWC', dilations)
    })
  // A window of one element is applied before the zeros come in: at stride 2 that is a quarter of the work.
  if (height === 1 && width === 1) return spreadOut(across(map, [1, 1]), placement)
  return across(spreadOut(map, placement), [...placement.dilations])
}

/** The transpose of {@link convolveDepthwise}. */
export function convolveDepthwiseTransposed(map: Tensor4D, kernel: Tensor4D, placement: Placement): Tensor4D {
  const [height, width, channels, multiplier] = kernel.shape
  const turned = reshape(turn(kernel), [height, width, channels * multiplier, 1]) as Tensor4D
  const spaced = spreadOut(map, placement)
  const products = slideDepthwise(spaced, turned, [1, 1], 'valid', [...placement.dilations])
  if (multiplier === 1) return products
  const [images] = map.shape
  const perChannel = reshape(products, [images * placement.input[0] * placement.input[1], channels, multiplier])
  return reshape(sum(perChannel, 2), [images, ...placement.input, channels]) as Tensor4D
}

type Pair = [number, number]
type Borders = [Pair, Pair, Pair, Pair]

/** Runs a convolution of TensorFlow.js for one placement of its window. */
function slideKernel(
  { before, after, strides, dilations }: Placement,
  run: (strides: Pair, pad: Borders, dilations: Pair) => Tensor4D,
): Tensor4D {
  // Where windows leave elements unread at the end, TensorFlow.js rounds the output size down by itself.
  const side = (axis: 0 | 1): Pair => [before[axis], Math.max(0, after[axis])]
  const pad: Borders = [[0, 0], side(0), side(1), [0, 0]]
  if (Math.max(...strides) > 1 && Math.max(...dilations) > 1)
    return subsample(run([1, 1], pad, [...dilations]), strides)
  return run([...strides], pad, [...dilations])
}

/** TensorFlow's own kernel has no dilation, and the same stride along both axes. The other backends' have both. */
function slideDepthwise(
  x: Tensor4D,
  kernel: Tensor4D,
  strides: Pair,
  borders: 'valid' | Borders,
  dilations: Pair,
  bias?: Tensor,
): Tensor4D {
  // Its type lacks the borders that the operation takes all the same.
  const pad = borders as 'valid'
  if (getBackend() !== 'tensorflow') return fused.depthwiseConv2d({ x, filter: kernel, strides, pad, dilations, bias })
  const [height, width, channels, multiplier] = kernel.shape
  const taps = spread(reshape(kernel, [1, height, width, channels * multiplier]) as Tensor4D, dilations)
  const filter = reshape(taps, [taps.shape[1], taps.shape[2], channels, multiplier]) as Tensor4D
  if (strides[0] === strides[1]) return fused.depthwiseConv2d({ x, filter, strides, pad, bias })
  return subsample(fused.depthwiseConv2d({ x, filter, strides: 1, pad, bias }), strides)
}

/** A kernel turned by 180°. Copying whole taps is many times faster than reversing two axes. */
function turn(kernel: Tensor4D): Tensor4D {
  const [height, width, channels, filters] = kernel.shape
  const taps = height * width
  if (taps === 1) return kernel
  // To take one tap out of a tensor, WASM copies all of them.
  if (getBackend() === 'wasm') return tensor4d(turned(kernel.dataSync<'float32'>(), taps), kernel.shape)
  const parts = split(reshape(kernel, [taps, channels * filters]), taps, 0)
  return reshape(concat(parts.reverse(), 0), kernel.shape) as Tensor4D
}

function turned(numbers: Float32Array, taps: number): Float32Array {
  const size = numbers.length / taps
  const result = new Float32Array(numbers.length)
  for (let tap = 0; tap < taps; tap++)
    result.set(numbers.subarray(tap * size, (tap + 1) * size), (taps - 1 - tap) * size)
  return result
}

/** A map at the output with zeros between and around its elements, so that a window at stride 1 gives the input's size. */
function spreadOut(map: Tensor4D, { strides, span, before, after }: Placement): Tensor4D {
  const around = (sides: readonly [number, number]) => [span[0] - 1 - sides[0], span[1] - 1 - sides[1]] as const
  return border(spread(map, strides), around(before), around(after))
}

/** Splits a map's channels and a kernel's filters into groups, and puts the results side by side. */
function perGroup(
  map: Tensor4D,
  kernel: Tensor4D,
  groups: number,
  run: (map: Tensor4D, kernel: Tensor4D) => Tensor4D,
): Tensor4D {
  if (groups === 1) return run(map, kernel)
  const kernels = split(kernel, groups, 3)
  return concat(
    split(map, groups, 3).map((part, group) => run(part as Tensor4D, kernels[group] as Tensor4D)),
    3,
  )
}
