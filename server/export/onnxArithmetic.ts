import { channelsFirst, channelsLast, lastToFirst, onnxAxis, onnxAxisOf } from './onnxAxes'
import type { OnnxLayer } from './onnxWindows'
import type { OnnxWriter } from './onnxWriter'
import type { Step } from './step'

const ofInput =
  (write: (input: string, step: Step, onnx: OnnxWriter) => string): OnnxLayer =>
  (step, onnx) =>
    write(step.inputs[0], step, onnx)
const operator = (name: string): OnnxLayer => ofInput((x, _step, onnx) => onnx.node(name, [x]))
const merge =
  (name: string): OnnxLayer =>
  ({ inputs }, onnx) =>
    inputs.slice(1).reduce((sum, input) => onnx.node(name, [sum, input]), inputs[0])
const global =
  (name: string): OnnxLayer =>
  ({ inputs, options, inputShapes: [{ length }] }, onnx) => {
    const places = Array.from({ length: length - 1 }, (_, axis) => axis + 2)
    const keepdims = { integer: options.keepDims ? 1 : 0 }
    return onnx.node(name, [inputs[0], onnx.integers(...places)], { keepdims })
  }
/** What does nothing but in training. */
const nothing = operator('Identity')

/** Layers that work element by element, on sums of channels, and on vectors. */
export const onnxArithmetic: Readonly<Record<string, OnnxLayer>> = {
  // On maps a dense layer is a convolution with one element.
  dense: (step, onnx) => {
    const [x] = step.inputs
    const rank = step.inputShapes[0].length
    const bias = onnx.weight(step, 'bias')
    const more = bias === undefined ? [] : [bias]
    if (rank === 1) return onnx.node('Gemm', [x, onnx.weight(step, 'kernel')!, ...more])
    const [inputs, units] = step.weights[0].shape as number[]
    const window = Array.from({ length: rank - 1 }, () => 1)
    const kernel = onnx.weight(step, 'kernel', { axes: [1, 0], shape: [units, inputs, ...window] })!
    return onnx.node('Conv', [x, kernel, ...more], { kernel_shape: { integers: window } })
  },
  batchNorm: (step, onnx) => {
    const { axis, epsilon } = step.options
    const rank = step.inputShapes[0].length
    const place = axis < 0 ? rank + axis : axis - 1
    if (place !== rank - 1) return batchNormAlong(step, place, onnx)
    const [mean, variance] = ['movingMean', 'movingVariance'].map(name => onnx.weight(step, name)!)
    const channels = step.inputShapes[0][place]
    const [scale, offset] = learned(step, channels, onnx)
    return onnx.node('BatchNormalization', [step.inputs[0], scale, offset, mean, variance], {
      epsilon: { float: epsilon },
      momentum: { float: step.options.momentum },
    })
  },
  layerNorm: (step, onnx) => {
    const { axis, epsilon } = step.options as { axis: readonly number[]; epsilon: number }
    const rank = step.inputShapes[0].length
    const places = axis.map(each => (each < 0 ? rank + each : each - 1))
    if (places.length > 1 || places[0] !== rank - 1) return layerNormAlong(step, places, onnx)
    const x = onnx.transpose(step.inputs[0], channelsLast(rank))
    const [scale, offset] = learned(step, step.inputShapes[0][rank - 1], onnx)
    const normed = onnx.node('LayerNormalization', [x, scale, offset], { epsilon: { float: epsilon } })
    return onnx.transpose(normed, channelsFirst(rank))
  },
  groupNorm: (step, onnx) => {
    const { groups, epsilon } = step.options
    const [height, width, channels] = step.inputShapes[0]
    const parts = onnx.reshape(step.inputs[0], [0, groups, -1])
    const [ones, zeros] = [1, 0].map(value => onnx.numbers(Array.from({ length: groups }, () => value)))
    const normed = onnx.node('InstanceNormalization', [parts, ones, zeros], { epsilon: { float: epsilon } })
    const map = onnx.reshape(normed, [0, channels, height, width])
    return affine(map, step, { shape: [channels, 1, 1] }, onnx)
  },
  instanceNorm: (step, onnx) => {
    const [scale, offset] = learned(step, step.inputShapes[0][2], onnx)
    const epsilon = { float: step.options.epsilon }
    return onnx.node('InstanceNormalization', [step.inputs[0], scale, offset], { epsilon })
  },
  l2Normalize: (step, onnx) => {
    const [x] = step.inputs
    const rank = step.inputShapes[0].length
    const squares = onnx.node('ReduceSum', [onnx.node('Mul', [x, x]), onnx.integers(1)], { keepdims: { integer: 1 } })
    const length = onnx.node('Sqrt', [onnx.node('Max', [squares, onnx.number(step.options.epsilon)])])
    const normed = onnx.node('Div', [x, length])
    const channels = step.inputShapes[0][rank - 1]
    const scale = onnx.weight(step, 'scale', { shape: [channels, ...Array.from({ length: rank - 1 }, () => 1)] })
    return scale === undefined ? normed : onnx.node('Mul', [normed, scale])
  },
  layerScale: (step, onnx) => {
    const [shape] = step.inputShapes
    const gamma = onnx.weight(step, 'gamma', { shape: [shape.at(-1)!, ...shape.slice(1).map(() => 1)] })!
    return onnx.node('Mul', [step.inputs[0], gamma])
  },
  localResponseNorm: ofInput((x, { options: { depthRadius, bias, alpha, beta } }, onnx) => {
    const size = 2 * depthRadius + 1
    // ONNX divides alpha by the number of channels.
    return onnx.node('LRN', [x], {
      size: { integer: size },
      alpha: { float: alpha * size },
      beta: { float: beta },
      bias: { float: bias },
    })
  }),
  prelu: (step, onnx) => {
    const shape = step.weights[0].shape as readonly number[]
    const axes = lastToFirst(shape.map((_, axis) => axis))
    return onnx.node('PRelu', [step.inputs[0], onnx.weight(step, 'alpha', { axes })!])
  },

  relu: operator('Relu'),
  relu6: ofInput((x, _step, onnx) => onnx.node('Clip', [x, onnx.number(0), onnx.number(6)])),
  leakyRelu: ofInput((x, { options }, onnx) => onnx.node('LeakyRelu', [x], { alpha: { float: options.alpha } })),
  thresholdedRelu: ofInput((x, { options }, onnx) =>
    onnx.node('ThresholdedRelu', [x], { alpha: { float: options.theta } }),
  ),
  elu: ofInput((x, { options }, onnx) => onnx.node('Elu', [x], { alpha: { float: options.alpha } })),
  selu: operator('Selu'),
  gelu: ofInput((x, { options: { approximate } }, onnx) => {
    const times = (a: string, b: string) => onnx.node('Mul', [a, b])
    const plus = (a: string, b: string) => onnx.node('Add', [a, b])
    const cube = () => times(times(times(x, x), x), onnx.number(0.044715))
    const inner = approximate
      ? onnx.node('Tanh', [times(plus(x, cube()), onnx.number(Math.sqrt(2 / Math.PI)))])
      : onnx.node('Erf', [times(x, onnx.number(Math.SQRT1_2))])
    return times(times(x, onnx.number(0.5)), plus(inner, onnx.number(1)))
  }),
  sigmoid: operator('Sigmoid'),
  hardSigmoid: ofInput((x, _step, onnx) =>
    onnx.node('HardSigmoid', [x], { alpha: { float: 1 / 6 }, beta: { float: 0.5 } }),
  ),
  hardSwish: operator('HardSwish'),
  swish: ofInput((x, _step, onnx) => onnx.node('Mul', [x, onnx.node('Sigmoid', [x])])),
  tanh: operator('Tanh'),
  mish: operator('Mish'),
  softplus: operator('Softplus'),
  softsign: operator('Softsign'),
  softmax: ofInput((x, { options, inputShapes: [{ length }] }, onnx) =>
    onnx.node('Softmax', [x], { axis: { integer: onnxAxisOf(options.axis, length) } }),
  ),
  logSoftmax: ofInput((x, _step, onnx) => onnx.node('LogSoftmax', [x], { axis: { integer: 1 } })),

  globalAveragePool1d: global('ReduceMean'),
  globalMaxPool1d: global('ReduceMax'),
  globalAveragePool2d: global('ReduceMean'),
  globalMaxPool2d: global('ReduceMax'),
  channelPool: ofInput((x, { options }, onnx) =>
    onnx.node(options.method === 'max' ? 'ReduceMax' : 'ReduceMean', [x, onnx.integers(1)], {
      keepdims: { integer: 1 },
    }),
  ),

  add: merge('Add'),
  subtract: merge('Sub'),
  multiply: merge('Mul'),
  maximum: merge('Max'),
  minimum: merge('Min'),
  average: (step, onnx) => onnx.node('Div', [merge('Add')(step, onnx) as string, onnx.number(step.inputs.length)]),
  scaleBy: ofInput((x, { options }, onnx) => onnx.node('Mul', [x, onnx.number(options.factor)])),
  rescaling: ofInput((x, { options: { scale, offset }, inputShapes: [shape] }, onnx) => {
    const numbers = (given: number | number[]) =>
      typeof given === 'number'
        ? onnx.number(given)
        : onnx.numbers(given, [given.length, ...shape.slice(1).map(() => 1)])
    return onnx.node('Add', [onnx.node('Mul', [x, numbers(scale)]), numbers(offset ?? 0)])
  }),
  // Where every channel has the mask's value, zeros.
  masking: ofInput((x, { options: { maskValue } }, onnx) => {
    const distance = onnx.node('Abs', [onnx.node('Sub', [x, onnx.number(maskValue)])])
    const farthest = onnx.node('ReduceMax', [distance, onnx.integers(1)], { keepdims: { integer: 1 } })
    const kept = onnx.node('Cast', [onnx.node('Greater', [farthest, onnx.number(0)])], { to: { integer: FLOAT } })
    return onnx.node('Mul', [x, kept])
  }),

  dropout: ofInput((x, { options }, onnx) => onnx.node('Dropout', [x, onnx.number(options.rate)])),
  alphaDropout: nothing,
  gaussianDropout: nothing,
  gaussianNoise: nothing,
  spatialDropout1d: nothing,
  spatialDropout2d: nothing,
  stochasticDepth: nothing,
}

/** Scale and offset of a normalisation, ones and zeros where they are not learned. */
function learned(step: Step, channels: number, onnx: OnnxWriter): [string, string] {
  const all = (value: number) => onnx.numbers(Array.from({ length: channels }, () => value))
  return [onnx.weight(step, 'gamma') ?? all(1), onnx.weight(step, 'beta') ?? all(0)]
}

function affine(x: string, step: Step, form: Parameters<OnnxWriter['weight']>[2], onnx: OnnxWriter): string {
  const [scale, offset] = ['gamma', 'beta'].map(name => onnx.weight(step, name, form))
  const scaled = scale === undefined ? x : onnx.node('Mul', [x, scale])
  return offset === undefined ? scaled : onnx.node('Add', [scaled, offset])
}

/** Batch normalisation along another axis than that of the channels. */
function batchNormAlong(step: Step, place: number, onnx: OnnxWriter): string {
  const [input] = step.inputShapes
  const spread = lastToFirst(input.map((size, axis) => (axis === place ? size : 1)))
  const [mean, variance] = ['movingMean', 'movingVariance'].map(name => onnx.weight(step, name, { shape: spread })!)
  const deviation = onnx.node('Sqrt', [onnx.node('Add', [variance, onnx.number(step.options.epsilon)])])
  const standard = onnx.node('Div', [onnx.node('Sub', [step.inputs[0], mean]), deviation])
  return affine(standard, step, { shape: spread }, onnx)
}

/** Layer normalisation along other axes than that of the channels alone. */
function layerNormAlong(step: Step, places: readonly number[], onnx: OnnxWriter): string {
  const [input] = step.inputShapes
  const axes = onnx.integers(...places.map(place => onnxAxis(place, input.length)))
  const mean = (x: string) => onnx.node('ReduceMean', [x, axes], { keepdims: { integer: 1 } })
  const centred = onnx.node('Sub', [step.inputs[0], mean(step.inputs[0])])
  const variance = mean(onnx.node('Mul', [centred, centred]))
  const deviation = onnx.node('Sqrt', [onnx.node('Add', [variance, onnx.number(step.options.epsilon)])])
  const from = input.map((size, axis) => (places.includes(axis) ? size : 1))
  const form = { from, axes: lastToFirst(from.map((_, axis) => axis)) }
  return affine(onnx.node('Div', [centred, deviation]), step, form, onnx)
}

/** ONNX's number of the type. */
const FLOAT = 1
