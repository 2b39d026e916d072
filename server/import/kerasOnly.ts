/** A saved layer's options, as Keras names them. */
export type Config = Readonly<Record<string, unknown>>

/** A layer of the builder that takes the place of what was written for TensorFlow.js, which lacks it. */
export interface Replacement {
  /** The same kind where it is absent. */
  readonly kind?: string
  /** Those that differ from what stands there, or from the kind's defaults. */
  readonly options: Readonly<Record<string, unknown>>
}

/** Layers that change no shape and that TensorFlow.js lacks, or has otherwise; a text says what of one cannot be read. */
export const keptShapes: Readonly<Record<string, (config: Config) => Replacement | string | undefined>> = {
  ReLU({ max_value: most, negative_slope: slope, threshold }) {
    const [hasMost, hasSlope, hasThreshold] = [most ?? undefined, slope || undefined, threshold || undefined].map(
      value => value !== undefined,
    )
    if (!hasMost && !hasSlope && !hasThreshold) return undefined
    if (most === 6 && !hasSlope && !hasThreshold) return { kind: 'relu6', options: {} }
    if (hasSlope && !hasMost && !hasThreshold) return { kind: 'leakyRelu', options: { alpha: slope } }
    if (hasThreshold && !hasMost && !hasSlope) return { kind: 'thresholdedRelu', options: { theta: threshold } }
    return `a rectifier with ${JSON.stringify({ max_value: most, negative_slope: slope, threshold })}`
  },
  Rescaling: ({ scale, offset }) => ({
    kind: 'rescaling',
    options: { scale: unwrapped(scale), offset: unwrapped(offset) },
  }),
  Normalization({ axis, mean, variance, invert }) {
    if (![axis].flat().every(isLast)) return 'a normalisation along other axes than that of the channels'
    // Adapted to data, it keeps mean and variance among its weights.
    if (mean === null || mean === undefined) {
      if (invert) return 'an inverted normalisation without given numbers'
      return { kind: 'batchNorm', options: { center: false, scale: false, epsilon: LEAST_DEVIATION ** 2 } }
    }
    const means = [unwrapped(mean)].flat() as number[]
    const deviations = ([unwrapped(variance)].flat() as number[]).map(each =>
      Math.max(Math.sqrt(each), LEAST_DEVIATION),
    )
    const scale = invert ? deviations : deviations.map(each => 1 / each)
    const offset = means.map((each, channel) => (invert ? each : -each * scale[channel % scale.length]))
    return { kind: 'rescaling', options: { scale: alone(scale), offset: alone(offset) } }
  },
  LayerScale: ({ init_values: initialValue }) => ({ kind: 'layerScale', options: { initialValue } }),
  StochasticDepth: ({ drop_path_rate: rate }) => ({ kind: 'stochasticDepth', options: { rate } }),
  GroupNormalization({ groups, axis, epsilon, center, scale }) {
    if (axis !== -1) return undefined
    const options = { epsilon, center, scale }
    return groups === -1 ? { kind: 'instanceNorm', options } : { kind: 'groupNorm', options: { groups, ...options } }
  },
  SpatialDropout2D: ({ rate }) => ({ kind: 'spatialDropout2d', options: { rate } }),
  Activation({ activation }) {
    if (activation === 'leaky_relu') return { kind: 'leakyRelu', options: { alpha: 0.2 } }
    const kind = KERAS_ACTIVATIONS[String(activation)]
    return kind === undefined ? undefined : { kind, options: {} }
  },
}

/** Keras divides by no less. */
const LEAST_DEVIATION = 1e-7

/** Numbers as they were given: Keras 3 writes arrays with their type. */
function unwrapped(numbers: unknown): unknown {
  if (typeof numbers === 'object' && numbers !== null && 'config' in numbers) {
    return unwrapped((numbers.config as { value?: unknown }).value)
  }
  return Array.isArray(numbers) && numbers.length === 1 ? unwrapped(numbers[0]) : numbers
}

function alone(numbers: readonly number[]): number | readonly number[] {
  return numbers.length === 1 ? numbers[0] : numbers
}

/** Whether an axis is the last one, as far as the file tells; 3 is that of an image, which has an image axis before. */
function isLast(axis: unknown): boolean {
  return axis === -1 || axis === 3
}

/** Activations that Keras computes otherwise than TensorFlow.js, or alone. */
export const KERAS_ACTIVATIONS: Readonly<Record<string, string>> = {
  hard_sigmoid: 'hardSigmoid',
  hard_silu: 'hardSwish',
  hard_swish: 'hardSwish',
}

/** What of layers that TensorFlow.js has is otherwise in Keras. */
export function changedOptions(className: string, config: Config): Replacement | undefined {
  const { groups, interpolation, activation } = config
  const options = {
    ...(className === 'Conv2D' && typeof groups === 'number' && groups !== 1 ? { groups } : {}),
    ...(className === 'UpSampling2D' && interpolation === 'bilinear' ? { coordinates: 'halfPixel' } : {}),
    ...(className !== 'Activation' && String(activation) in KERAS_ACTIVATIONS
      ? { activation: KERAS_ACTIVATIONS[String(activation)] }
      : {}),
  }
  if (className === 'Resizing') {
    const kind = interpolation === 'nearest' ? 'resizeNearest' : 'resizeBilinear'
    return { kind, options: { size: [config.height, config.width] } }
  }
  return Object.keys(options).length > 0 ? { options } : undefined
}

/** An operation of Keras 3 between a tensor and a number, such as x + 3; undefined where it is another. */
export function withNumber(operation: string, [first, second]: readonly unknown[]): Replacement | undefined {
  const number = typeof first === 'number' ? first : second
  if (typeof number !== 'number' || typeof first === typeof second) return undefined
  const isBehind = number === second
  if (operation === 'Add') return { kind: 'rescaling', options: { scale: 1, offset: number } }
  if (operation === 'Multiply') return { kind: 'scaleBy', options: { factor: number } }
  if (operation === 'Subtract') {
    return { kind: 'rescaling', options: isBehind ? { scale: 1, offset: -number } : { scale: -1, offset: number } }
  }
  if (/^(True)?Divide$/.test(operation) && isBehind) return { kind: 'scaleBy', options: { factor: 1 / number } }
  return undefined
}
