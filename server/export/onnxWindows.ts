import { type SlideOptions, slide } from '../../builder/window'
import type { OnnxAttribute } from './onnxModel'
import type { OnnxWriter } from './onnxWriter'
import { ExportError, type Step } from './step'

/** Writes one layer; gives the names of its outputs. */
export type OnnxLayer = (step: Step, onnx: OnnxWriter) => string | string[]

/** Layers with windows that slide along sequences and over maps. */
export const onnxWindows: Readonly<Record<string, OnnxLayer>> = {
  conv1d: convolution,
  conv2d: convolution,
  depthwiseConv2d: (step, onnx) => depthwise(step, onnx, true),
  separableConv2d(step, onnx) {
    const filtered = depthwise(step, onnx, false)
    const pointwise = onnx.weight(step, 'pointwiseKernel', { axes: [3, 2, 0, 1] })!
    return onnx.node('Conv', present(filtered, pointwise, onnx.weight(step, 'bias')))
  },
  conv2dTranspose: transposed,
  deformableConv2d(step, onnx) {
    const { kernelSize, groups, offsetGroups } = step.options
    const [map, offsets, mask] = step.inputs
    const kernel = onnx.weight(step, 'kernel', { axes: filtersFirst(2) })!
    const bias = onnx.weight(step, 'bias') ?? ''
    return onnx.node('DeformConv', trimmed([map, kernel, offsets, bias, mask ?? '']), {
      ...sliding(step, kernelSize),
      group: { integer: groups },
      offset_group: { integer: offsetGroups },
    })
  },

  maxPool1d: pooling('MaxPool'),
  maxPool2d: pooling('MaxPool'),
  avgPool1d: pooling('AveragePool'),
  avgPool2d: pooling('AveragePool'),
  l2Pool: pooling('LpPool', { p: { integer: 2 } }),
  maxPool2dWithIndices: (step, onnx) =>
    onnx.several('MaxPool', [step.inputs[0]], 2, sliding(step, step.options.poolSize)),
  maxUnpool2d(step, onnx) {
    const { poolSize, padding } = step.options
    const strides = listOf(step.options.strides ?? poolSize)
    if (padding === 'same') throw new ExportError(`${step.layer.name}: ONNX unpools no padding 'same'`)
    const { top, bottom, left, right } =
      padding === 'valid' ? { top: 0, bottom: 0, left: 0, right: 0 } : (padding as Record<string, number>)
    const [input] = step.inputShapes
    const sides = [top + bottom, left + right]
    const fits = [0, 1].every(
      axis => step.outputShapes[0][axis] === (input[axis] - 1) * strides[axis] + poolSize[axis] - sides[axis],
    )
    if (!fits) throw new ExportError(`${step.layer.name}: ONNX unpools to no size of its own`)
    return onnx.node('MaxUnpool', step.inputs, {
      kernel_shape: { integers: poolSize },
      strides: { integers: strides },
      pads: { integers: [top, left, bottom, right] },
    })
  },

  // A group's window has its 1 at the group's own place, row by row.
  shift(step, onnx) {
    const [height, width] = step.options.kernelSize
    const [, , channels] = step.inputShapes[0]
    const size = Math.floor(channels / (height * width))
    const taps = Array.from({ length: channels }, (_, channel) => {
      const group = size === 0 ? height * width : Math.floor(channel / size)
      const place = group < height * width ? group : (height * width - 1) / 2
      return Array.from({ length: height * width }, (_, tap) => (tap === place ? 1 : 0))
    })
    const [rows, columns] = [(height - 1) / 2, (width - 1) / 2]
    return onnx.node('Conv', [step.inputs[0], onnx.numbers(taps.flat(), [channels, 1, height, width])], {
      group: { integer: channels },
      pads: { integers: [rows, columns, rows, columns] },
    })
  },
}

/** Every channel filtered by itself. The bias may belong to another convolution behind. */
function depthwise(step: Step, onnx: OnnxWriter, addsBias: boolean): string {
  const [height, width, channels, multiplier] = shapeOf(step, 'depthwiseKernel')
  const shape = [channels * multiplier, 1, height, width]
  const kernel = onnx.weight(step, 'depthwiseKernel', { axes: [2, 3, 0, 1], shape })!
  return onnx.node('Conv', present(step.inputs[0], kernel, addsBias ? onnx.weight(step, 'bias') : undefined), {
    ...sliding(step, [height, width]),
    group: { integer: channels },
  })
}

function convolution(step: Step, onnx: OnnxWriter): string {
  const kernelSize = listOf(step.options.kernelSize)
  const kernel = onnx.weight(step, 'kernel', { axes: filtersFirst(kernelSize.length) })!
  return onnx.node('Conv', present(step.inputs[0], kernel, onnx.weight(step, 'bias')), {
    ...sliding(step, kernelSize),
    group: { integer: step.options.groups ?? 1 },
  })
}

/** What TensorFlow cuts off the whole output is ONNX's border; where windows do not meet, rows are added behind. */
function transposed(step: Step, onnx: OnnxWriter): string {
  const kernelSize = listOf(step.options.kernelSize)
  const strides = listOf(step.options.strides)
  const { padding } = step.options
  const [input] = step.inputShapes
  const [output] = step.outputShapes
  const excess = kernelSize.map((size, axis) => (input[axis] - 1) * strides[axis] + size - output[axis])
  const before =
    typeof padding === 'string' ? excess.map(size => Math.max(0, Math.floor(size / 2))) : [padding.top, padding.left]
  const after = excess.map((size, axis) => size - before[axis])
  const kernel = onnx.weight(step, 'kernel', { axes: filtersFirst(kernelSize.length) })!
  return onnx.node('ConvTranspose', present(step.inputs[0], kernel, onnx.weight(step, 'bias')), {
    kernel_shape: { integers: kernelSize },
    strides: { integers: strides },
    pads: { integers: [...before, ...after.map(size => Math.max(0, size))] },
    output_padding: after.some(size => size < 0) ? { integers: after.map(size => Math.max(0, -size)) } : undefined,
  })
}

function pooling(operator: string, attributes: Readonly<Record<string, OnnxAttribute>> = {}): OnnxLayer {
  return (step, onnx) =>
    onnx.node(operator, [step.inputs[0]], { ...sliding(step, listOf(step.options.poolSize)), ...attributes })
}

/** The attributes of a window; rows that it leaves out at the end need no border. */
function sliding({ options, inputShapes: [input] }: Step, kernelSize: readonly number[]) {
  const strides = listOf(options.strides ?? kernelSize)
  const dilations = options.dilationRate === undefined ? kernelSize.map(() => 1) : listOf(options.dilationRate)
  const padding: SlideOptions['padding'] =
    options.padding === 'causal'
      ? { top: (kernelSize[0] - 1) * dilations[0], bottom: 0, left: 0, right: 0 }
      : options.padding
  const ends = kernelSize.map((window, axis) => {
    const along = kernelSize.length === 2 && axis === 1 ? 'width' : 'height'
    const stride = strides[axis]
    const { size, span, before } = slide(input[axis], along, {
      ...{ window, stride, dilation: dilations[axis], padding },
      ceilMode: options.ceilMode,
    })
    const covered = ((size as number) - 1) * stride + (span as number)
    return { before: before as number, after: Math.max(0, covered - input[axis] - (before as number)) }
  })
  return {
    kernel_shape: { integers: kernelSize },
    strides: { integers: strides },
    pads: { integers: [...ends.map(({ before }) => before), ...ends.map(({ after }) => after)] },
    dilations: dilations.some(rate => rate !== 1) ? { integers: dilations } : undefined,
  }
}

/** The order of a kernel's axes that has filters first, then channels; of a transposed one, channels and then filters. */
function filtersFirst(places: number): number[] {
  return [places + 1, places, ...Array.from({ length: places }, (_, axis) => axis)]
}

function shapeOf({ weights }: Step, weight: string): readonly number[] {
  return weights.find(({ name }) => name === weight)!.shape as readonly number[]
}

function listOf(sizes: number | readonly number[]): readonly number[] {
  return typeof sizes === 'number' ? [sizes] : sizes
}

function present(...inputs: (string | undefined)[]): string[] {
  return inputs.filter(input => input !== undefined)
}

/** Inputs that are left out at the end need no place. */
function trimmed(inputs: readonly string[]): string[] {
  return inputs.slice(0, inputs.findLastIndex(input => input !== '') + 1)
}
