import { pair, python } from './python'
import { axisOf, channelsFirst, channelsLast } from './pytorchAxes'
import { pytorchOtherRanks } from './pytorchOtherRanks'
import { pytorchShapes } from './pytorchShapes'
import { shiftedTo } from './shiftedTo'
import { type Borders, bordersOf, ExportError, reachesOut, type Step } from './step'

/** A layer in PyTorch: modules that it needs, by the end of their name, and the expression that computes it. */
export interface PytorchLayer {
  readonly modules?: Readonly<Record<string, string>>
  readonly expression: string
  readonly weights?: readonly PytorchWeight[]
}

/** Where a weight goes: the parameter, behind the module's name, and the order of the axes that PyTorch wants. */
export interface PytorchWeight {
  readonly parameter: string
  readonly weight: string
  readonly axes?: readonly number[]
}

type Writer = (step: Step) => PytorchLayer

const ofInput =
  (write: (input: string, step: Step) => string): Writer =>
  step => ({ expression: write(step.inputs[0], step) })
const merge =
  (operator: string): Writer =>
  ({ inputs }) => ({ expression: inputs.join(` ${operator} `) })
const pairwise =
  (operation: string): Writer =>
  ({ inputs }) => ({
    expression: inputs.slice(1).reduce((text, input) => `torch.${operation}(${text}, ${input})`, inputs[0]),
  })

const CONVOLUTION = [3, 2, 0, 1]
const DEPTHWISE = [2, 3, 0, 1]
const BIAS: PytorchWeight = { parameter: 'bias', weight: 'bias' }

/** What PyTorch calls each kind of layer; maps have their channels first there. */
export const pytorchLayers: Readonly<Record<string, Writer>> = {
  conv2d(step) {
    const { filters, kernelSize, groups, useBias } = step.options
    const { input, more } = sliding(step, groups === 1 ? undefined : groups, useBias)
    const make = `nn.Conv2d(${step.inputShapes[0][2]}, ${filters}, ${python(pair(kernelSize))}${more})`
    return module(step, make, input, [{ parameter: 'weight', weight: 'kernel', axes: CONVOLUTION }, BIAS])
  },
  depthwiseConv2d(step) {
    const { kernelSize, depthMultiplier, useBias } = step.options
    const channels = step.inputShapes[0][2]
    const { input, more } = sliding(step, channels, useBias)
    const make = `nn.Conv2d(${channels}, ${channels * depthMultiplier}, ${python(pair(kernelSize))}${more})`
    return module(step, make, input, [{ parameter: 'weight', weight: 'depthwiseKernel', axes: DEPTHWISE }, BIAS])
  },
  separableConv2d(step) {
    const { filters, kernelSize, depthMultiplier, useBias } = step.options
    const channels = step.inputShapes[0][2]
    const { input, more } = sliding(step, channels, false)
    return {
      modules: {
        _depthwise: `nn.Conv2d(${channels}, ${channels * depthMultiplier}, ${python(pair(kernelSize))}${more})`,
        _pointwise: `nn.Conv2d(${channels * depthMultiplier}, ${filters}, 1${named({ bias: useBias })})`,
      },
      expression: `self.${step.owner}_pointwise(self.${step.owner}_depthwise(${input}))`,
      weights: [
        { parameter: '_depthwise.weight', weight: 'depthwiseKernel', axes: DEPTHWISE },
        { parameter: '_pointwise.weight', weight: 'pointwiseKernel', axes: CONVOLUTION },
        { parameter: '_pointwise.bias', weight: 'bias' },
      ],
    }
  },
  conv2dTranspose(step) {
    const { filters, kernelSize, strides, useBias } = step.options
    const [height, width, channels] = step.inputShapes[0]
    const more = named({ stride: step1(strides), bias: useBias })
    const make = `nn.ConvTranspose2d(${channels}, ${filters}, ${python(pair(kernelSize))}${more})`
    const whole = [0, 1].map(axis => ([height, width][axis] - 1) * strides[axis] + kernelSize[axis])
    const cut = cutOf(step, whole)
    const made = module(step, make, step.inputs[0], [
      { parameter: 'weight', weight: 'kernel', axes: [3, 2, 0, 1] },
      BIAS,
    ])
    return cut === '' ? made : { ...made, expression: `F.pad(${made.expression}, ${cut})` }
  },
  dense: step => {
    const { units, useBias } = step.options
    const [inputs] = step.inputShapes
    const make = `nn.Linear(${inputs[inputs.length - 1]}, ${units}${named({ bias: useBias })})`
    const weights = [{ parameter: 'weight', weight: 'kernel', axes: [1, 0] }, BIAS]
    return module(step, make, step.inputs[0], weights, true)
  },
  batchNorm: step => {
    const { axis, epsilon, momentum, center, scale } = step.options
    if (axis !== -1 && axis !== step.inputShapes[0].length)
      throw refused(step, `a batch normalisation along axis ${axis}`)
    if (center !== scale) throw refused(step, 'a batch normalisation with one of scale and offset alone')
    const rank = step.inputShapes[0].length
    const more = named({
      eps: epsilon,
      momentum: Number((1 - momentum).toPrecision(12)),
      affine: center ? undefined : false,
    })
    const make = `nn.BatchNorm${Math.max(1, rank - 1)}d(${step.inputShapes[0][rank - 1]}${more})`
    return module(step, make, step.inputs[0], [
      { parameter: 'weight', weight: 'gamma' },
      { parameter: 'bias', weight: 'beta' },
      { parameter: 'running_mean', weight: 'movingMean' },
      { parameter: 'running_var', weight: 'movingVariance' },
    ])
  },
  groupNorm: step => {
    const { groups, epsilon, center, scale } = step.options
    if (!center || !scale) throw refused(step, 'a group normalisation without scale or offset')
    const make = `nn.GroupNorm(${groups}, ${step.inputShapes[0].at(-1)}${named({ eps: epsilon })})`
    return module(step, make, step.inputs[0], [
      { parameter: 'weight', weight: 'gamma' },
      { parameter: 'bias', weight: 'beta' },
    ])
  },
  layerNorm: step => {
    const { axis, epsilon, center, scale } = step.options
    const [shape] = step.inputShapes
    if (![axis].flat().every((each: number) => each === -1 || each === shape.length))
      throw refused(step, 'a layer normalisation along other axes than that of the channels')
    if (center !== scale) throw refused(step, 'a layer normalisation with one of scale and offset alone')
    const make = `nn.LayerNorm(${shape.at(-1)}${named({ eps: epsilon, elementwise_affine: center ? undefined : false })})`
    const weights = [
      { parameter: 'weight', weight: 'gamma' },
      { parameter: 'bias', weight: 'beta' },
    ]
    return module(step, make, step.inputs[0], weights, true)
  },
  prelu: step => {
    const channels = step.inputShapes[0].at(-1)!
    if (step.weights[0].shape.slice(0, -1).some(size => size !== 1))
      throw refused(step, 'slopes that differ from place to place')
    return module(step, `nn.PReLU(${channels})`, step.inputs[0], [{ parameter: 'weight', weight: 'alpha' }])
  },
  l2Normalize: step => {
    const { scale, epsilon } = step.options
    const x = step.inputs[0]
    const normed = `${x} * torch.rsqrt(torch.clamp(torch.sum(${x} ** 2, 1, keepdim=True), min=${epsilon}))`
    if (!scale) return { expression: normed }
    return scaled(step, normed, 'scale')
  },
  layerScale: step => scaled(step, step.inputs[0], 'gamma'),

  relu: ofInput(x => `F.relu(${x})`),
  relu6: ofInput(x => `F.relu6(${x})`),
  leakyRelu: ofInput((x, { options }) => `F.leaky_relu(${x}, ${options.alpha})`),
  elu: ofInput((x, { options }) => `F.elu(${x}, ${options.alpha})`),
  selu: ofInput(x => `F.selu(${x})`),
  gelu: ofInput((x, { options }) => `F.gelu(${x}${options.approximate ? ', approximate="tanh"' : ''})`),
  sigmoid: ofInput(x => `torch.sigmoid(${x})`),
  hardSigmoid: ofInput(x => `F.hardsigmoid(${x})`),
  hardSwish: ofInput(x => `F.hardswish(${x})`),
  swish: ofInput(x => `F.silu(${x})`),
  tanh: ofInput(x => `torch.tanh(${x})`),
  mish: ofInput(x => `F.mish(${x})`),
  softplus: ofInput(x => `F.softplus(${x})`),
  softsign: ofInput(x => `F.softsign(${x})`),
  softmax: ofInput((x, step) => `F.softmax(${x}, dim=${axisOf(step.options.axis, step)})`),
  logSoftmax: ofInput((x, step) => `F.log_softmax(${x}, dim=${axisOf(-1, step)})`),

  maxPool2d: step => {
    const { options, inputs } = step
    const map = bordered(inputs[0], bordersOf(step, options.poolSize), ', value=-float("inf")')
    return { expression: `F.max_pool2d(${map}, ${python(pair(options.poolSize))}, ${stride(options)})` }
  },
  avgPool2d: step => {
    const { options, inputs, inputShapes } = step
    const borders = bordersOf(step, options.poolSize)
    const pool = (map: string) => `F.avg_pool2d(${map}, ${python(pair(options.poolSize))}, ${stride(options)})`
    const mean = pool(bordered(inputs[0], borders, ''))
    if (!reachesOut(borders)) return { expression: mean }
    // Elements of the border are not counted, so that means are divided by the share of the window that lies in the map.
    const [height, width] = inputShapes[0]
    const inside = bordered(`torch.ones(1, 1, ${height}, ${width}, device=${inputs[0]}.device)`, borders, '')
    return { expression: `${mean} / ${pool(inside)}` }
  },
  maxPool2dWithIndices: step => {
    const { options, inputs } = step
    if (reachesOut(bordersOf(step, options.poolSize))) throw refused(step, 'indices of a map with a border')
    const window = python(pair(options.poolSize))
    return { expression: `F.max_pool2d(${inputs[0]}, ${window}, ${stride(options)}, return_indices=True)` }
  },
  maxUnpool2d: ({ inputs: [x, indices], options, outputShapes: [[height, width]] }) => {
    const window = python(pair(options.poolSize))
    const size = python([height, width])
    return { expression: `F.max_unpool2d(${x}, ${indices}, ${window}, ${stride(options)}, output_size=${size})` }
  },
  // A depthwise convolution with a single 1 in each window.
  shift: step => {
    const [height, width] = step.options.kernelSize
    const [x] = step.inputs
    const channels = step.inputShapes[0][2]
    const ones = `torch.eye(${height * width}, device=${x}.device)[${shiftedTo(step)}]`
    const padding = python([(height - 1) / 2, (width - 1) / 2])
    const kernel = `${ones}.reshape(-1, 1, ${height}, ${width})`
    return { expression: `F.conv2d(${x}, ${kernel}, padding=${padding}, groups=${channels})` }
  },
  adaptiveAvgPool2d: ofInput((x, { options }) => `F.adaptive_avg_pool2d(${x}, ${python(options.outputSize)})`),
  globalAveragePool2d: ofInput((x, { options }) => `${x}.mean((2, 3)${options.keepDims ? ', keepdim=True' : ''})`),
  globalMaxPool2d: ofInput((x, { options }) => `${x}.amax((2, 3)${options.keepDims ? ', keepdim=True' : ''})`),
  localResponseNorm: ofInput((x, { options: { depthRadius, bias, alpha, beta } }) => {
    const size = 2 * depthRadius + 1
    // PyTorch divides alpha by the number of channels.
    return `F.local_response_norm(${x}, ${size}, alpha=${alpha * size}, beta=${beta}, k=${bias})`
  }),

  ...pytorchShapes,
  add: merge('+'),
  subtract: merge('-'),
  multiply: merge('*'),
  maximum: pairwise('maximum'),
  minimum: pairwise('minimum'),
  average: ({ inputs }) => ({ expression: `(${inputs.join(' + ')}) / ${inputs.length}` }),

  upSampling2d: step => {
    const { size, interpolation, coordinates } = step.options
    if (interpolation === 'bilinear' && coordinates !== 'halfPixel') throw refused(step, `coordinates '${coordinates}'`)
    const [height, width] = step.inputShapes[0]
    return resized(step, [height * size[0], width * size[1]], interpolation === 'bilinear', false)
  },
  resizeBilinear: step => resized(step, step.options.size, true, step.options.coordinates === 'alignCorners'),
  resizeNearest: step => {
    if (step.options.coordinates === 'alignCorners') throw refused(step, "coordinates 'alignCorners'")
    return resized(step, step.options.size, false, false)
  },
  scaleBy: ofInput((x, { options }) => `${x} * ${options.factor}`),
  rescaling: ofInput((x, step) => {
    const numbers = (given: number | readonly number[]) =>
      typeof given === 'number' ? given : perChannel(`torch.tensor(${python(given)}, device=${x}.device)`, step)
    return `${x} * ${numbers(step.options.scale)} + ${numbers(step.options.offset ?? 0)}`
  }),
  dropout: ofInput((x, { options }) => `F.dropout(${x}, ${options.rate}, self.training)`),
  spatialDropout2d: ofInput((x, { options }) => `F.dropout2d(${x}, ${options.rate}, self.training)`),
  ...pytorchOtherRanks,
}

function module(
  step: Step,
  make: string,
  input: string,
  weights: readonly PytorchWeight[],
  onChannels = false,
): PytorchLayer {
  const called = `self.${step.owner}`
  const rank = step.inputShapes[0].length
  const used = weights.filter(({ weight }) => step.weights.some(({ name }) => name === weight))
  return {
    modules: { '': make },
    expression: onChannels ? channelsFirst(`${called}(${channelsLast(input, rank)})`, rank) : `${called}(${input})`,
    weights: used.map(weight => ({ ...weight, parameter: `.${weight.parameter}` })),
  }
}

/** A learned number for each channel. */
function scaled(step: Step, input: string, weight: string): PytorchLayer {
  return {
    modules: { _scale: `nn.Parameter(torch.ones(${step.inputShapes[0].at(-1)}))` },
    expression: `${input} * ${perChannel(`self.${step.owner}_scale`, step)}`,
    weights: [{ parameter: '_scale', weight }],
  }
}

/** A vector of one number a channel, beside a tensor. */
function perChannel(vector: string, { inputShapes: [shape] }: Step): string {
  return `${vector}.view(1, -1${', 1'.repeat(shape.length - 1)})`
}

/** How a convolution's window slides, as its module takes it, and its input, with borders that the module cannot add itself. */
function sliding(step: Step, groups: number | undefined, bias: boolean): { input: string; more: string } {
  const { strides, dilationRate } = step.options
  const { input, padding } = padded(step)
  const [stride, dilation] = [step1(strides), step1(dilationRate)]
  return { input, more: named({ stride, padding, dilation, groups, bias }) }
}

/** PyTorch pads both sides alike; where TensorFlow does not, the map is padded before. */
function padded(step: Step): { input: string; padding: unknown } {
  const borders = bordersOf(step, step.options.kernelSize)
  const { top, left } = borders
  const [bottom, right] = [Math.max(0, borders.bottom), Math.max(0, borders.right)]
  if (top === bottom && left === right)
    return { input: step.inputs[0], padding: top + left === 0 ? undefined : pair([top, left]) }
  return { input: bordered(step.inputs[0], borders, ''), padding: undefined }
}

/** The borders that are cut off a transposed convolution's whole output, as `F.pad` takes them; empty where none is. */
function cutOf({ options: { padding }, outputShapes: [output] }: Step, whole: readonly number[]): string {
  const excess = whole.map((size, axis) => size - output[axis])
  if (excess.every(size => size === 0)) return ''
  const isWord = typeof padding === 'string'
  // TensorFlow cuts the odd row off the end, and adds rows there where windows do not meet.
  const before = isWord ? excess.map(size => Math.max(0, Math.floor(size / 2))) : [padding.top, padding.left]
  const after = excess.map((size, axis) => size - before[axis])
  return sides({ top: -before[0], bottom: -after[0], left: -before[1], right: -after[1] })
}

function bordered(map: string, borders: Borders, value: string): string {
  if (!reachesOut(borders)) return map
  const [top, bottom, left, right] = [borders.top, borders.bottom, borders.left, borders.right].map(side =>
    Math.max(0, side),
  )
  return `F.pad(${map}, ${sides({ top, bottom, left, right })}${value})`
}

function sides({ top, bottom, left, right }: Borders): string {
  return `(${left}, ${right}, ${top}, ${bottom})`
}

function stride({ strides, poolSize }: { strides?: readonly number[]; poolSize: readonly number[] }): string {
  return python(pair(strides ?? poolSize))
}

function step1(steps: readonly number[] | undefined): unknown {
  return steps === undefined || steps.every(size => size === 1) ? undefined : pair(steps)
}

function named(values: Readonly<Record<string, unknown>>): string {
  return Object.entries(values)
    .filter(([name, value]) => value !== undefined && !(name === 'bias' && value === true))
    .map(([name, value]) => `, ${name}=${python(value)}`)
    .join('')
}

function resized({ inputs }: Step, size: readonly number[], bilinear: boolean, alignCorners: boolean): PytorchLayer {
  const mode = bilinear ? `mode="bilinear", align_corners=${python(alignCorners)}` : 'mode="nearest-exact"'
  return { expression: `F.interpolate(${inputs[0]}, size=${python(size)}, ${mode})` }
}

function refused({ layer: { name } }: Step, what: string): ExportError {
  return new ExportError(`${name}: PyTorch has no ${what}`)
}
