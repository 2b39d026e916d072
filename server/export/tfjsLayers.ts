import { type Borders, bordersOf, ExportError, reachesOut, type Step } from './step'

/** A layer of TensorFlow.js, and what it is applied to. */
export interface TfjsLayer {
  readonly make: string
  readonly input: string
}

type Writer = (step: Step) => TfjsLayer

const activation =
  (name: string): Writer =>
  step =>
    layer(step, 'activation', { activation: name })
const merge =
  (name: string): Writer =>
  step => ({ ...layer(step, name, {}), input: `[${step.inputs.join(', ')}]` })

/** What TensorFlow.js calls each kind of layer. */
export const tfjsLayers: Readonly<Record<string, Writer>> = {
  conv2d(step) {
    const { filters, groups } = step.options
    if (groups !== 1) throw refused(step, `has no convolution in ${groups} groups`)
    return convolution(step, 'conv2d', { filters })
  },
  depthwiseConv2d: step => convolution(step, 'depthwiseConv2d', { depthMultiplier: step.options.depthMultiplier }),
  separableConv2d(step) {
    const { filters, depthMultiplier } = step.options
    return convolution(step, 'separableConv2d', { filters, depthMultiplier })
  },
  conv2dTranspose(step) {
    const { filters, kernelSize, strides, padding, useBias } = step.options
    if (typeof padding !== 'string') throw refused(step, 'has no transposed convolution with a border of its own')
    return layer(step, 'conv2dTranspose', { filters, kernelSize, strides, padding, useBias })
  },
  dense: step => layer(step, 'dense', { units: step.options.units, useBias: step.options.useBias }),
  batchNorm(step) {
    const { axis, momentum, epsilon, center, scale } = step.options
    return layer(step, 'batchNormalization', { axis, momentum, epsilon, center, scale })
  },
  layerNorm(step) {
    const { axis, epsilon, center, scale } = step.options
    return layer(step, 'layerNormalization', { axis, epsilon, center, scale })
  },
  prelu(step) {
    const shared = step.options.sharedAxes as number[]
    return layer(step, 'prelu', shared.length > 0 ? { sharedAxes: shared } : {})
  },

  relu: activation('relu'),
  relu6: activation('relu6'),
  elu: step => layer(step, 'elu', { alpha: step.options.alpha }),
  selu: activation('selu'),
  gelu(step) {
    return layer(step, 'activation', { activation: step.options.approximate ? 'gelu_new' : 'gelu' })
  },
  sigmoid: activation('sigmoid'),
  tanh: activation('tanh'),
  swish: activation('swish'),
  mish: activation('mish'),
  softplus: activation('softplus'),
  softsign: activation('softsign'),
  logSoftmax: activation('logSoftmax'),
  softmax: step => layer(step, 'softmax', { axis: step.options.axis }),
  leakyRelu: step => layer(step, 'leakyReLU', { alpha: step.options.alpha }),

  maxPool2d: step => pooling(step, 'maxPooling2d'),
  avgPool2d: step => pooling(step, 'averagePooling2d'),
  globalAveragePool2d: step => globalPooling(step, 'globalAveragePooling2d'),
  globalMaxPool2d: step => globalPooling(step, 'globalMaxPooling2d'),
  flatten: step => layer(step, 'flatten', {}),
  reshape: step => layer(step, 'reshape', { targetShape: step.outputShapes[0] }),
  permute: step => layer(step, 'permute', { dims: step.options.dims }),
  zeroPad2d: step => layer(step, 'zeroPadding2d', { padding: sides(step.options.padding) }),
  cropping2d: step => layer(step, 'cropping2D', { cropping: sides(step.options.cropping) }),
  upSampling2d(step) {
    const { size, interpolation, coordinates } = step.options
    if (interpolation === 'bilinear' && coordinates !== 'topLeft') {
      throw refused(step, `enlarges bilinearly with coordinates 'topLeft', not '${coordinates}'`)
    }
    return layer(step, 'upSampling2d', { size, interpolation })
  },
  concat: step => ({ ...merge('concatenate')(step), make: make(step, 'concatenate', { axis: step.options.axis }) }),
  add: merge('add'),
  multiply: merge('multiply'),
  average: merge('average'),
  maximum: merge('maximum'),
  minimum: merge('minimum'),
  dropout: step => layer(step, 'dropout', { rate: step.options.rate }),
  spatialDropout2d: step => {
    const [channels] = step.inputShapes[0].slice(-1)
    return layer(step, 'dropout', { rate: step.options.rate, noiseShape: [null, 1, 1, channels] })
  },
  scaleBy: step => layer(step, 'rescaling', { scale: step.options.factor }),
  rescaling: step => {
    const { scale, offset = 0 } = step.options
    if (Array.isArray(scale) || Array.isArray(offset)) throw refused(step, 'rescales all channels alike')
    return layer(step, 'rescaling', { scale, offset })
  },
}

function make({ owner }: Step, name: string, options: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries({ ...options, name: owner })
  return `tf.layers.${name}({ ${entries.map(([option, value]) => `${option}: ${literal(value)}`).join(', ')} })`
}

function layer(step: Step, name: string, options: Readonly<Record<string, unknown>>): TfjsLayer {
  return { make: make(step, name, options), input: step.inputs[0] }
}

function convolution(step: Step, name: string, more: Readonly<Record<string, unknown>>): TfjsLayer {
  const { kernelSize, strides, dilationRate, padding, useBias } = step.options
  const isWord = typeof padding === 'string'
  const input = isWord ? step.inputs[0] : bordered(step.inputs[0], padding)
  const others = { kernelSize, strides, padding: isWord ? padding : 'valid', dilationRate, useBias }
  return { make: make(step, name, { ...more, ...others }), input }
}

function pooling(step: Step, name: string): TfjsLayer {
  const { poolSize, strides = poolSize, padding } = step.options
  if (padding === 'same') return layer(step, name, { poolSize, strides, padding })
  const borders = bordersOf(step, poolSize)
  const made = make(step, name, { poolSize, strides, padding: 'valid' })
  if (!reachesOut(borders)) return { make: made, input: step.inputs[0] }
  // Zeros around the map are as good as no border only where nothing in it is less.
  if (name !== 'maxPooling2d') throw refused(step, 'counts a border in its means')
  if (!step.isNotNegative) throw refused(step, 'has no border that a maximum passes over')
  return { make: made, input: bordered(step.inputs[0], borders) }
}

function globalPooling(step: Step, name: string): TfjsLayer {
  const pooled = layer(step, name, {})
  if (!step.options.keepDims) return pooled
  return {
    make: `tf.layers.reshape({ targetShape: ${literal(step.outputShapes[0])} })`,
    input: `${pooled.make}.apply(${pooled.input})`,
  }
}

function bordered(map: string, borders: Borders): string {
  if (!reachesOut(borders)) return map
  const { top, bottom, left, right } = borders
  const padding = [
    [Math.max(0, top), Math.max(0, bottom)],
    [Math.max(0, left), Math.max(0, right)],
  ]
  return `tf.layers.zeroPadding2d({ padding: ${literal(padding)} }).apply(${map})`
}

function sides({ top, bottom, left, right }: Borders): number[][] {
  return [
    [top, bottom],
    [left, right],
  ]
}

function literal(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`
  return String(value)
}

function refused({ layer: { name } }: Step, what: string): ExportError {
  return new ExportError(`${name}: TensorFlow.js ${what}`)
}
