import { python } from './python'
import { channelsFirst } from './pytorchAxes'
import type { PytorchLayer } from './pytorchLayers'
import type { Step } from './step'

type Writer = (step: Step) => PytorchLayer

/** What PyTorch calls the layers on sequences and volumes; TensorFlow's uneven borders are put around the tensor before. */
export const pytorchOtherRanks: Readonly<Record<string, Writer>> = {
  conv1d: step => convolution(step, 1),
  conv3d: step => convolution(step, 3),
  conv3dTranspose(step) {
    const { filters, kernelSize, strides, useBias } = step.options
    const channels = step.inputShapes[0][3]
    const make = `nn.ConvTranspose3d(${channels}, ${filters}, ${python(kernelSize)}, ${python(strides)}, bias=${python(useBias)})`
    // TensorFlow cuts the odd plane off the end, and adds planes there where windows do not meet.
    const cuts = kernelSize.map((kernel: number, axis: number) => {
      const excess = (step.inputShapes[0][axis] - 1) * strides[axis] + kernel - step.outputShapes[0][axis]
      const before = Math.max(0, Math.floor(excess / 2))
      return [-before, before - excess] as const
    })
    const called = `self.${step.owner}(${step.inputs[0]})`
    return {
      modules: { '': make },
      expression: padded(called, cuts),
      weights: [{ parameter: '.weight', weight: 'kernel', axes: [4, 3, 0, 1, 2] }, BIAS],
    }
  },
  maxPool1d: step => maximum(step, 1),
  maxPool3d: step => maximum(step, 3),
  avgPool1d: step => mean(step, 1),
  avgPool3d: step => mean(step, 3),
  globalAveragePool1d: ({ inputs: [x] }) => ({ expression: `${x}.mean(2)` }),
  globalMaxPool1d: ({ inputs: [x] }) => ({ expression: `${x}.amax(2)` }),
  repeatVector: ({ inputs: [x], options }) => ({ expression: `${x}.unsqueeze(2).repeat(1, 1, ${options.n})` }),
  spatialDropout1d: ({ inputs: [x], options }) => ({
    expression: `F.dropout1d(${x}, ${options.rate}, self.training)`,
  }),
  permute: ({ inputs: [x], options, inputShapes: [{ length: rank }] }) => {
    const last = rank === 1 ? [1] : [...Array.from({ length: rank - 1 }, (_, axis) => axis + 2), 1]
    const order = (options.dims as number[]).map(axis => last[axis - 1])
    return { expression: channelsFirst(`${x}.permute(0, ${order.join(', ')})`, rank) }
  },
}

const BIAS = { parameter: '.bias', weight: 'bias' }

type Border = readonly [before: number, after: number]

function convolution(step: Step, rank: 1 | 3): PytorchLayer {
  const { filters, kernelSize, strides, dilationRate, useBias } = step.options
  const channels = step.inputShapes[0][rank]
  const slide = `${python(kernelSize)}, ${python(strides)}, dilation=${python(dilationRate)}`
  return {
    modules: { '': `nn.Conv${rank}d(${channels}, ${filters}, ${slide}, bias=${python(useBias)})` },
    expression: `self.${step.owner}(${padded(step.inputs[0], bordersOf(step, kernelSize))})`,
    weights: [{ parameter: '.weight', weight: 'kernel', axes: rank === 1 ? [2, 1, 0] : [4, 3, 0, 1, 2] }, BIAS],
  }
}

function maximum(step: Step, rank: 1 | 3): PytorchLayer {
  const { poolSize, strides = poolSize } = step.options
  const input = padded(step.inputs[0], bordersOf(step, poolSize), ', value=-float("inf")')
  return { expression: `F.max_pool${rank}d(${input}, ${python(poolSize)}, ${python(strides)})` }
}

/** Elements of the border are not counted, so that means are divided by the share of the window that lies in the tensor. */
function mean(step: Step, rank: 1 | 3): PytorchLayer {
  const { poolSize, strides = poolSize } = step.options
  const borders = bordersOf(step, poolSize)
  const pool = (input: string) =>
    `F.avg_pool${rank}d(${padded(input, borders)}, ${python(poolSize)}, ${python(strides)})`
  const made = pool(step.inputs[0])
  if (borders.every(([before, after]) => before + after === 0)) return { expression: made }
  const places = step.inputShapes[0].slice(0, -1).join(', ')
  return { expression: `${made} / ${pool(`torch.ones(1, 1, ${places}, device=${step.inputs[0]}.device)`)}` }
}

/** What TensorFlow puts before and behind each axis of the places. */
function bordersOf(
  { options, inputShapes: [input], outputShapes: [output] }: Step,
  window: number | number[],
): Border[] {
  const { strides = window, dilationRate = 1, padding } = options
  return [window].flat().map((kernel, axis) => {
    if (padding === 'valid') return [0, 0]
    const [stride, dilation] = [strides, dilationRate].map(steps => (Array.isArray(steps) ? steps[axis] : steps))
    const span = (kernel - 1) * dilation + 1
    if (padding === 'causal') return [span - 1, 0]
    const border = Math.max(0, (output[axis] - 1) * stride + span - input[axis])
    return [Math.floor(border / 2), Math.ceil(border / 2)]
  })
}

/** PyTorch counts the axes from the last one. */
function padded(tensor: string, borders: readonly Border[], value = ''): string {
  if (borders.every(([before, after]) => before === 0 && after === 0)) return tensor
  return `F.pad(${tensor}, ${python([...borders].reverse().flat())}${value})`
}
