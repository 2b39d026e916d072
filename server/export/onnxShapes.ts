import { channelsFirst, channelsLast, onnxAxis, onnxAxisOf } from './onnxAxes'
import type { OnnxLayer } from './onnxWindows'
import type { OnnxWriter } from './onnxWriter'
import { ExportError, type Step } from './step'

const ofInput =
  (write: (input: string, step: Step, onnx: OnnxWriter) => string): OnnxLayer =>
  (step, onnx) =>
    write(step.inputs[0], step, onnx)

/** Layers that move, cut, repeat or resample what is there. */
export const onnxShapes: Readonly<Record<string, OnnxLayer>> = {
  flatten: ofInput((x, { inputShapes: [{ length }] }, onnx) =>
    length === 1 ? onnx.node('Identity', [x]) : onnx.reshape(onnx.transpose(x, channelsLast(length)), [0, -1]),
  ),
  reshape: ofInput((x, { inputShapes: [input], outputShapes: [output] }, onnx) => {
    const reshaped = onnx.reshape(onnx.transpose(x, channelsLast(input.length)), [0, ...output])
    return onnx.transpose(reshaped, channelsFirst(output.length))
  }),
  permute: ofInput((x, { options: { dims }, inputShapes: [{ length: rank }] }, onnx) => {
    // Where the axis comes from, in the order of ONNX's axes: the last of the builder's first.
    const sources = channelsFirst(rank).map(axis => (axis === 0 ? 0 : onnxAxis(dims[axis - 1] - 1, rank)))
    return onnx.node('Transpose', [x], { perm: { integers: sources } })
  }),
  repeatVector: ofInput((x, { options: { n } }, onnx) =>
    onnx.node('Tile', [onnx.node('Unsqueeze', [x, onnx.integers(2)]), onnx.integers(1, 1, n)]),
  ),
  zeroPad2d: ofInput((x, { options: { padding } }, onnx) => {
    const { top, bottom, left, right } = padding
    return onnx.node('Pad', [x, onnx.integers(0, 0, top, left, 0, 0, bottom, right)])
  }),
  padChannels: ofInput((x, { options: { before, after }, inputShapes: [{ length: rank }] }, onnx) => {
    const side = (channels: number) => [0, channels, ...Array.from({ length: rank - 1 }, () => 0)]
    return onnx.node('Pad', [x, onnx.integers(...side(before), ...side(after))])
  }),
  cropping2d: ofInput((x, { options: { cropping }, inputShapes: [[height, width]] }, onnx) => {
    const { top, bottom, left, right } = cropping
    return cut(x, [top, left], [height - bottom, width - right], [2, 3], onnx)
  }),
  slice: ofInput((x, { options, outputShapes: [output] }, onnx) => {
    const begin = options.begin as number[]
    const ends = begin.map((start, axis) => start + output[axis])
    const axes = begin.map((_, axis) => onnxAxis(axis, output.length))
    return cut(x, begin, ends, axes, onnx)
  }),
  split: ({ inputs, outputShapes }, onnx) => {
    const sizes = outputShapes.map(shape => shape[shape.length - 1])
    return onnx.several('Split', [inputs[0], onnx.integers(...sizes)], sizes.length, { axis: { integer: 1 } })
  },
  concat: ({ inputs, options, outputShapes: [{ length }] }, onnx) =>
    onnx.node('Concat', inputs, { axis: { integer: onnxAxisOf(options.axis, length) } }),
  gatherChannels: ofInput((x, { options: { indices } }, onnx) =>
    onnx.node('Gather', [x, onnx.integers(...indices)], { axis: { integer: 1 } }),
  ),
  channelShuffle: ofInput((x, { options: { groups }, inputShapes: [[height, width, channels]] }, onnx) => {
    const dealt = onnx.reshape(x, [0, groups, channels / groups, height, width])
    return onnx.reshape(onnx.transpose(dealt, [0, 2, 1, 3, 4]), [0, channels, height, width])
  }),
  spaceToDepth: ofInput((x, { options }, onnx) =>
    onnx.node('SpaceToDepth', [x], { blocksize: { integer: options.blockSize } }),
  ),
  pixelShuffle: ofInput((x, { options }, onnx) =>
    onnx.node('DepthToSpace', [x], { blocksize: { integer: options.blockSize }, mode: { text: 'DCR' } }),
  ),

  upSampling2d: (step, onnx) => {
    const { interpolation, coordinates } = step.options
    const [height, width] = step.outputShapes[0]
    return resized(step, [height, width], interpolation === 'bilinear', coordinates, onnx)
  },
  resizeBilinear: (step, onnx) => resized(step, step.options.size, true, step.options.coordinates, onnx),
  resizeNearest: (step, onnx) => resized(step, step.options.size, false, step.options.coordinates, onnx),
  resizing: (step, onnx) => {
    const { height, width, interpolation, cropToAspectRatio } = step.options
    const coordinates = cropToAspectRatio ? 'topLeft' : 'alignCorners'
    return resized(step, [height, width], interpolation === 'bilinear', coordinates, onnx)
  },
  adaptiveAvgPool2d: ofInput((x, { options, inputShapes: [[height, width]] }, onnx) => {
    const [rows, columns] = options.outputSize
    const tall = onnx.node('MatMul', [onnx.numbers(means(height, rows).flat(), [rows, height]), x])
    const across = means(width, columns)
    const turned = Array.from({ length: width }, (_, place) => across.map(row => row[place]))
    return onnx.node('MatMul', [tall, onnx.numbers(turned.flat(), [width, columns])])
  }),

  roiPool: ({ inputs: [map, boxes], options, outputShapes: [[count]] }, onnx) => {
    const listed = regions(boxes, onnx)
    const found = onnx.node(
      'MaxRoiPool',
      [
        map,
        onnx.node('Concat', [onnx.reshape(images(boxes, count, onnx, 'float'), [-1, 1]), listed], {
          axis: { integer: 1 },
        }),
      ],
      { pooled_shape: { integers: options.poolSize }, spatial_scale: { float: options.spatialScale } },
    )
    return byImage(found, count, onnx)
  },
  roiAlign: ({ inputs: [map, boxes], options, outputShapes: [[count]] }, onnx) => {
    const [height, width] = options.poolSize
    const found = onnx.node('RoiAlign', [map, regions(boxes, onnx), images(boxes, count, onnx, 'integer')], {
      mode: { text: 'avg' },
      output_height: { integer: height },
      output_width: { integer: width },
      sampling_ratio: { integer: options.samplingRatio },
      spatial_scale: { float: options.spatialScale },
      coordinate_transformation_mode: { text: options.aligned ? 'half_pixel' : 'output_half_pixel' },
    })
    return byImage(found, count, onnx)
  },

  matMul: ({ inputs, inputShapes, options, outputShapes: [{ length: rank }] }, onnx) => {
    const [a, b] = inputs.map((input, index) => {
      const last = onnx.transpose(input, channelsLast(inputShapes[index].length))
      const isTurned = index === 0 ? options.transposeA : options.transposeB
      const order = Array.from({ length: rank + 1 }, (_, axis) => axis)
      return isTurned ? onnx.transpose(last, [...order.slice(0, -2), rank, rank - 1]) : last
    })
    return onnx.transpose(onnx.node('MatMul', [a, b]), channelsFirst(rank))
  },
}

function cut(
  input: string,
  starts: readonly number[],
  ends: readonly number[],
  axes: readonly number[],
  onnx: OnnxWriter,
): string {
  return onnx.node('Slice', [input, onnx.integers(...starts), onnx.integers(...ends), onnx.integers(...axes)])
}

const COORDINATES: Readonly<Record<string, string>> = {
  halfPixel: 'half_pixel',
  alignCorners: 'align_corners',
  topLeft: 'asymmetric',
}

function resized(
  { inputs, layer }: Step,
  [height, width]: readonly number[],
  isBilinear: boolean,
  coordinates: string,
  onnx: OnnxWriter,
): string {
  const mode = COORDINATES[coordinates]
  if (mode === undefined) throw new ExportError(`${layer.name}: ONNX does not resize with coordinates '${coordinates}'`)
  return onnx.node('Resize', [inputs[0], '', '', onnx.integers(height, width)], {
    axes: { integers: [2, 3] },
    mode: { text: isBilinear ? 'linear' : 'nearest' },
    coordinate_transformation_mode: { text: mode },
    nearest_mode: isBilinear ? undefined : { text: mode === 'asymmetric' ? 'floor' : 'round_prefer_ceil' },
  })
}

/** Of how many input elements, and in which shares, each output element of an adaptive pooling is the mean. */
function means(from: number, to: number): number[][] {
  return Array.from({ length: to }, (_, index) => {
    const start = Math.floor((index * from) / to)
    const end = Math.ceil(((index + 1) * from) / to)
    return Array.from({ length: from }, (_, element) => (element >= start && element < end ? 1 / (end - start) : 0))
  })
}

/** The boxes of all images in one list, with left before top as ONNX has it. */
function regions(boxes: string, onnx: OnnxWriter): string {
  const listed = onnx.reshape(onnx.transpose(boxes, channelsLast(2)), [-1, 4])
  return onnx.node('Gather', [listed, onnx.integers(1, 0, 3, 2)], { axis: { integer: 1 } })
}

/** For every box in the list the number of its image. */
function images(boxes: string, count: number, onnx: OnnxWriter, type: 'float' | 'integer'): string {
  const every = onnx.node('Shape', [boxes], { end: { integer: 1 } })
  const number = onnx.node('Squeeze', [every, onnx.integers(0)])
  const [zero, one] = [0, 1].map(value => onnx.node('Squeeze', [onnx.integers(value), onnx.integers(0)]))
  const numbers = onnx.node('Unsqueeze', [onnx.node('Range', [zero, number, one]), onnx.integers(1)])
  const repeated = onnx.reshape(onnx.node('Tile', [numbers, onnx.integers(1, count)]), [-1])
  return type === 'float' ? onnx.node('Cast', [repeated], { to: { integer: FLOAT } }) : repeated
}

/** What was cut out, box after box, with the boxes of an image as an axis of places. */
function byImage(found: string, count: number, onnx: OnnxWriter): string {
  // Sizes of the maps are kept, those of the list are not: images · boxes, channels, height, width.
  const shape = onnx.node('Shape', [found], { start: { integer: 1 } })
  const split = onnx.node('Concat', [onnx.integers(-1, count), shape], { axis: { integer: 0 } })
  return onnx.transpose(onnx.node('Reshape', [found, split]), [0, 2, 1, 3, 4])
}

/** ONNX's number of the type. */
const FLOAT = 1
