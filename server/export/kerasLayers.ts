import { kerasOtherRanks } from './kerasOtherRanks'
import { keywords, pair, python } from './python'
import { shiftedTo } from './shiftedTo'
import { type Borders, bordersOf, ExportError, reachesOut, type Step } from './step'

/** A layer in Keras: an object that is applied to `input`, and what is taken of the result; or an expression. */
export type KerasLayer =
  | { readonly make: string; readonly input: string; readonly after?: string }
  | { readonly expression: string }

type Writer = (step: Step) => KerasLayer

const expression = (text: string): KerasLayer => ({ expression: text })
const ofInput =
  (write: (input: string, step: Step) => string): Writer =>
  step =>
    expression(write(step.inputs[0], step))
const merge =
  (operation: string): Writer =>
  ({ inputs }) =>
    expression(inputs.slice(1).reduce((text, input) => `ops.${operation}(${text}, ${input})`, inputs[0]))

/** What Keras 3 calls each kind of layer. */
export const kerasLayers: Readonly<Record<string, Writer>> = {
  conv2d(step) {
    const { filters, groups } = step.options
    return convolution(step, 'Conv2D', python(filters), { groups: groups === 1 ? undefined : groups })
  },
  depthwiseConv2d(step) {
    const { depthMultiplier } = step.options
    return convolution(step, 'DepthwiseConv2D', '', {
      depth_multiplier: depthMultiplier === 1 ? undefined : depthMultiplier,
    })
  },
  separableConv2d(step) {
    const { filters, depthMultiplier } = step.options
    const more = { depth_multiplier: depthMultiplier === 1 ? undefined : depthMultiplier }
    return convolution(step, 'SeparableConv2D', python(filters), more)
  },
  conv2dTranspose(step) {
    const { filters, kernelSize, strides, padding, useBias } = step.options
    const isWord = typeof padding === 'string'
    const more = keywords({
      strides: pair(strides),
      padding: isWord ? padding : 'valid',
      use_bias: useBias,
      name: step.owner,
    })
    const make = `layers.Conv2DTranspose(${python(filters)}, ${python(pair(kernelSize))}, ${more})`
    if (isWord) return { make, input: step.inputs[0] }
    if (step.isShared)
      throw new ExportError(`${step.layer.name}: a shared layer with a border that is cut off is not written`)
    return expression(`layers.Cropping2D(${sides(padding)})(${make}(${step.inputs[0]}))`)
  },
  dense: step => {
    const { units, useBias } = step.options
    return layer(
      step,
      `Dense(${python(units)}, ${keywords({ use_bias: useBias ? undefined : false, name: step.owner })})`,
    )
  },
  batchNorm: step => layer(step, `BatchNormalization(${normalization(step, { momentum: step.options.momentum })})`),
  layerNorm: step => layer(step, `LayerNormalization(${normalization(step, { axis: step.options.axis })})`),
  groupNorm: step => layer(step, `GroupNormalization(${normalization(step, { groups: step.options.groups })})`),
  instanceNorm: step => layer(step, `GroupNormalization(${normalization(step, { groups: -1 })})`),
  l2Normalize: step => {
    const { scale, epsilon } = step.options
    const [x] = step.inputs
    const length = `ops.maximum(ops.sum(ops.square(${x}), axis=-1, keepdims=True), ${epsilon})`
    const normed = `ops.multiply(${x}, ops.rsqrt(${length}))`
    return scale ? scaled(step, normed) : expression(normed)
  },
  layerScale: step => scaled(step, step.inputs[0]),
  prelu: step => {
    const shared = step.options.sharedAxes as number[]
    return layer(step, `PReLU(${keywords({ shared_axes: shared.length > 0 ? shared : undefined, name: step.owner })})`)
  },

  relu: ofInput(x => `ops.relu(${x})`),
  relu6: ofInput(x => `ops.relu6(${x})`),
  leakyRelu: ofInput((x, { options }) => `ops.leaky_relu(${x}, ${options.alpha})`),
  elu: ofInput((x, { options }) => `ops.elu(${x}, ${options.alpha})`),
  selu: ofInput(x => `ops.selu(${x})`),
  gelu: ofInput((x, { options }) => `ops.gelu(${x}, approximate=${python(options.approximate)})`),
  sigmoid: ofInput(x => `ops.sigmoid(${x})`),
  hardSigmoid: ofInput(x => `ops.hard_sigmoid(${x})`),
  hardSwish: ofInput(x => `ops.hard_silu(${x})`),
  swish: ofInput(x => `ops.silu(${x})`),
  tanh: ofInput(x => `ops.tanh(${x})`),
  mish: ofInput(x => `ops.multiply(${x}, ops.tanh(ops.softplus(${x})))`),
  softplus: ofInput(x => `ops.softplus(${x})`),
  softsign: ofInput(x => `ops.softsign(${x})`),
  softmax: ofInput((x, { options }) => `ops.softmax(${x}, axis=${options.axis})`),
  logSoftmax: ofInput(x => `ops.log_softmax(${x}, axis=-1)`),

  maxPool2d: step => {
    const { options, inputs } = step
    const strides = options.strides ?? options.poolSize
    const borders = bordersOf(step, options.poolSize)
    const map = bordered(inputs[0], borders, '-float("inf")')
    return expression(`ops.max_pool(${map}, ${python(options.poolSize)}, ${python(strides)}, "valid")`)
  },
  avgPool2d: step => {
    const { options, inputs, inputShapes } = step
    const strides = options.strides ?? options.poolSize
    const borders = bordersOf(step, options.poolSize)
    const pool = (map: string) => `ops.average_pool(${map}, ${python(options.poolSize)}, ${python(strides)}, "valid")`
    const mean = pool(bordered(inputs[0], borders, '0.0'))
    if (!reachesOut(borders)) return expression(mean)
    // Elements of the border are not counted, so that means are divided by the share of the window that lies in the map.
    const [height, width] = inputShapes[0]
    const inside = bordered(`ops.ones((1, ${height}, ${width}, 1))`, borders, '0.0')
    return expression(`ops.divide(${mean}, ${pool(inside)})`)
  },
  globalAveragePool2d: ofInput((x, { options }) => `ops.mean(${x}, axis=(1, 2), keepdims=${python(options.keepDims)})`),
  globalMaxPool2d: ofInput((x, { options }) => `ops.max(${x}, axis=(1, 2), keepdims=${python(options.keepDims)})`),
  adaptiveAvgPool2d: step => {
    const [height, width] = step.inputShapes[0]
    const [rows, columns] = step.options.outputSize
    if (height % rows === 0 && width % columns === 0) {
      const window = python([height / rows, width / columns])
      return expression(`ops.average_pool(${step.inputs[0]}, ${window}, ${window}, "valid")`)
    }
    // Windows of unequal sizes, which may overlap: a matrix along each axis, whose rows are means.
    const along = (from: number, to: number) => {
      const reads = `[[i * ${from} // ${to} <= y < -(-(i + 1) * ${from} // ${to}) for y in range(${from})] for i in range(${to})]`
      return `(lambda reads: reads / reads.sum(1, keepdims=True))(np.float32(${reads}))`
    }
    const matrices = `${along(height, rows)}, ${along(width, columns)}`
    return expression(`ops.einsum("bhwc,yh,xw->byxc", ${step.inputs[0]}, ${matrices})`)
  },
  // A depthwise convolution with a single 1 in each window.
  shift: step => {
    const [height, width] = step.options.kernelSize
    const ones = `np.eye(${height * width}, dtype="float32")[${shiftedTo(step)}]`
    const kernel = `${ones}.T.reshape(${height}, ${width}, -1, 1)`
    return expression(`ops.depthwise_conv(${step.inputs[0]}, ${kernel}, padding="same")`)
  },
  localResponseNorm: step => {
    const { depthRadius: radius, bias, alpha, beta } = step.options
    const squares = `ops.pad(ops.square(${step.inputs[0]}), ((0, 0), (0, 0), (0, 0), (${radius}, ${radius})))`
    const channels = step.inputShapes[0][2]
    const sum = `sum(squares[..., shift:shift + ${channels}] for shift in range(${2 * radius + 1}))`
    return expression(
      `(lambda squares: ${step.inputs[0]} / ops.power(${bias} + ${alpha} * ${sum}, ${beta}))(${squares})`,
    )
  },

  flatten: ofInput(x => `layers.Flatten()(${x})`),
  reshape: ofInput((x, { outputShapes }) => `layers.Reshape(${python(outputShapes[0])})(${x})`),
  permute: ofInput((x, { options }) => `layers.Permute(${python(options.dims)})(${x})`),
  zeroPad2d: ofInput((x, { options }) => `layers.ZeroPadding2D(${sides(options.padding)})(${x})`),
  cropping2d: ofInput((x, { options }) => `layers.Cropping2D(${sides(options.cropping)})(${x})`),
  padChannels: ofInput((x, { options, inputShapes }) => {
    const kept = inputShapes[0].slice(1).map(() => '(0, 0)')
    return `ops.pad(${x}, (${['(0, 0)', ...kept, `(${options.before}, ${options.after})`].join(', ')}))`
  }),
  gatherChannels: ofInput((x, { options }) => `ops.take(${x}, ${python(options.indices)}, axis=-1)`),
  channelPool: ofInput(
    (x, { options }) => `ops.${options.method === 'max' ? 'max' : 'mean'}(${x}, axis=-1, keepdims=True)`,
  ),
  channelShuffle: ofInput((x, { options, inputShapes: [[height, width, channels]] }) => {
    const dealt = `ops.reshape(${x}, (-1, ${height}, ${width}, ${options.groups}, ${channels / options.groups}))`
    return `ops.reshape(ops.swapaxes(${dealt}, 3, 4), (-1, ${height}, ${width}, ${channels}))`
  }),
  spaceToDepth: ofInput(
    (x, { options: { blockSize: block }, inputShapes: [[, , channels]], outputShapes: [[rows, columns, all]] }) => {
      const blocks = `ops.reshape(${x}, (-1, ${rows}, ${block}, ${columns}, ${block}, ${channels}))`
      return `ops.reshape(ops.transpose(${blocks}, (0, 1, 3, 2, 4, 5)), (-1, ${rows}, ${columns}, ${all}))`
    },
  ),
  slice: ofInput((x, { options, outputShapes }) => {
    const begin = options.begin as number[]
    return `${x}[:, ${begin.map((start, axis) => `${start}:${start + outputShapes[0][axis]}`).join(', ')}]`
  }),
  split: ofInput((x, { outputShapes }) => {
    const sizes = outputShapes.map(shape => shape[shape.length - 1])
    const cuts = sizes.slice(0, -1).map((_, index) => sizes.slice(0, index + 1).reduce((a, b) => a + b, 0))
    return `ops.split(${x}, ${python(cuts)}, axis=-1)`
  }),
  concat: ({ inputs, options }) => expression(`ops.concatenate([${inputs.join(', ')}], axis=${options.axis})`),
  add: merge('add'),
  subtract: merge('subtract'),
  multiply: merge('multiply'),
  maximum: merge('maximum'),
  minimum: merge('minimum'),
  average: ({ inputs }) => expression(`layers.Average()([${inputs.join(', ')}])`),

  upSampling2d: step => {
    const { size, interpolation, coordinates } = step.options
    if (interpolation === 'bilinear' && coordinates !== 'halfPixel') throw grid(step)
    return expression(`layers.UpSampling2D(${python(pair(size))}, ${keywords({ interpolation })})(${step.inputs[0]})`)
  },
  resizeBilinear: step => resize(step, 'bilinear'),
  resizeNearest: step => resize(step, 'nearest'),
  scaleBy: ofInput((x, { options }) => `ops.multiply(${x}, ${options.factor})`),
  rescaling: ofInput(
    (x, { options }) => `layers.Rescaling(${python(options.scale)}, ${python(options.offset ?? 0)})(${x})`,
  ),
  dropout: ofInput((x, { options }) => `layers.Dropout(${options.rate})(${x})`),
  spatialDropout2d: ofInput((x, { options }) => `layers.SpatialDropout2D(${options.rate})(${x})`),
  ...kerasOtherRanks,
  // One draw for the whole image.
  stochasticDepth: ofInput((x, { options, inputShapes }) => {
    const shape = ['None', ...inputShapes[0].map(() => '1')].join(', ')
    return `layers.Dropout(${options.rate}, noise_shape=(${shape}))(${x})`
  }),
}

function layer({ inputs }: Step, make: string): KerasLayer {
  return { make: `layers.${make}`, input: inputs[0] }
}

function convolution(
  step: Step,
  name: string,
  filters: string,
  more: Record<string, unknown>,
): { make: string; input: string; after?: string } {
  const { kernelSize, strides, dilationRate, padding, useBias } = step.options
  // Keras does not move dilated windows by more than a pixel: those that are wanted are taken of all.
  const isThinned = strides.some((stride: number) => stride > 1) && dilationRate?.some((rate: number) => rate > 1)
  if (isThinned) {
    const every = `[:, ${strides.map((stride: number) => `::${stride}`).join(', ')}]`
    const options = { ...step.options, strides: [1, 1], padding: bordersOf(step, kernelSize) }
    return { ...convolution({ ...step, options }, name, filters, more), after: every }
  }
  const isWord = typeof padding === 'string'
  const others = keywords({
    strides: strides.every((stride: number) => stride === 1) ? undefined : pair(strides),
    padding: padding === 'same' ? 'same' : undefined,
    dilation_rate: dilationRate?.some((rate: number) => rate !== 1) ? pair(dilationRate) : undefined,
    ...more,
    use_bias: useBias ? undefined : false,
    name: step.owner,
  })
  const positional = [filters, python(pair(kernelSize))].filter(text => text !== '').join(', ')
  const input = isWord ? step.inputs[0] : zeroBordered(step.inputs[0], padding)
  return { make: `layers.${name}(${positional}, ${others})`, input }
}

/** A learned number for each channel. */
function scaled({ inputShapes: [shape], owner }: Step, input: string): KerasLayer {
  const letters = 'bcdef'.slice(0, shape.length + 1)
  const equation = `${letters},${letters.at(-1)}->${letters}`
  return { make: `layers.EinsumDense("${equation}", ${python(shape)}, name=${python(owner)})`, input }
}

function normalization({ options: { epsilon, center, scale }, owner }: Step, more: Record<string, unknown>): string {
  return keywords({
    ...more,
    epsilon,
    center: center ? undefined : false,
    scale: scale ? undefined : false,
    name: owner,
  })
}

function zeroBordered(map: string, borders: Borders): string {
  // Rows that no window reads may stay.
  const [top, bottom, left, right] = [borders.top, borders.bottom, borders.left, borders.right].map(side =>
    Math.max(0, side),
  )
  return reachesOut(borders) ? `layers.ZeroPadding2D(${sides({ top, bottom, left, right })})(${map})` : map
}

/** The map with what a window needs around it; rows and columns that no window reads may stay. */
function bordered(map: string, borders: Borders, value: string): string {
  if (!reachesOut(borders)) return map
  const [top, bottom, left, right] = [borders.top, borders.bottom, borders.left, borders.right].map(side =>
    Math.max(0, side),
  )
  return `ops.pad(${map}, ((0, 0), (${top}, ${bottom}), (${left}, ${right}), (0, 0)), constant_values=${value})`
}

function sides({ top, bottom, left, right }: Borders): string {
  return `((${top}, ${bottom}), (${left}, ${right}))`
}

function resize(step: Step, interpolation: 'bilinear' | 'nearest'): KerasLayer {
  const { size, coordinates } = step.options
  const [x] = step.inputs
  if (coordinates === 'halfPixel')
    return expression(`ops.image.resize(${x}, ${python(size)}, ${keywords({ interpolation })})`)
  if (coordinates !== 'alignCorners' || interpolation !== 'bilinear') throw grid(step)
  // Every row and column is a mean of two, by how near they are: a matrix along each axis.
  const [height, width] = step.inputShapes[0]
  const along = (from: number, to: number) => {
    const places = from === 1 || to === 1 ? `np.zeros(${to})` : `np.linspace(0, ${from - 1}, ${to})`
    return `np.maximum(0, 1 - np.abs(${places}[:, None] - np.arange(${from}))).astype("float32")`
  }
  return expression(`ops.einsum("bhwc,yh,xw->byxc", ${x}, ${along(height, size[0])}, ${along(width, size[1])})`)
}

function grid({ layer: { name }, options: { coordinates } }: Step): ExportError {
  return new ExportError(`${name}: Keras does not resize with coordinates '${coordinates}'`)
}
