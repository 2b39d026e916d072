import { type Dimension, divideExactly, isExpression, multiply, unknownDimension } from '../../../../builder/dimension'
import { UnknownOption } from '../../../../builder/node'
import { type Config, isList, isSize, type Setting, shown, sizeOf, UnknownSetting } from '../config'
import { LayerBehaviour, type Surroundings, type TfjsWeight } from '../layerBehaviour'
import { activationOf, checkConstraint, initializerOf, regularizerOf } from '../named'
import type { TfjsShape } from '../shapes'
import { TfjsError } from '../tfjsError'

/** `Dense`. */
export class Dense extends LayerBehaviour {
  override readonly kind = 'dense'
  private readonly units: Dimension
  private readonly useBias: boolean
  private readonly learned: Record<string, unknown>
  override readonly hasActivityRegularizer: boolean

  constructor(className: string, config: Config, surroundings: Surroundings) {
    super(className, config, surroundings)
    this.units = this.positive('units')
    const activation = activationOf(config)
    this.useBias = this.flag('useBias', true)
    const kernelInitializer = initializerOf(config, 'kernelInitializer', 'glorotNormal')
    const biasInitializer = initializerOf(config, 'biasInitializer', 'zeros')
    checkConstraint(config, 'kernelConstraint')
    checkConstraint(config, 'biasConstraint')
    const kernelRegularizer = regularizerOf(config, 'kernelRegularizer')
    regularizerOf(config, 'biasRegularizer')
    this.hasActivityRegularizer = regularizerOf(config, 'activityRegularizer') !== 'none'
    this.learned = { activation, kernelInitializer, biasInitializer, kernelRegularizer }
    this.inputSpec = [{ minNDim: 2 }]
  }

  override build(inputs: readonly TfjsShape[]): readonly TfjsWeight[] {
    const input = this.single(inputs)
    const size = input[input.length - 1]!
    const weights = [this.weight('kernel', [size, this.units])]
    if (this.useBias) weights.push(this.weight('bias', [this.units]))
    this.inputSpec = [{ minNDim: 2, axes: new Map([[-1, size]]) }]
    return weights
  }

  override outputShapes(inputs: readonly TfjsShape[]): readonly TfjsShape[] {
    return [[...this.single(inputs).slice(0, -1), this.units]]
  }

  override options(): Record<string, unknown> {
    return { units: this.units, useBias: this.useBias, ...this.learned }
  }
}

/** `Flatten`. */
export class Flatten extends LayerBehaviour {
  override readonly kind = 'flatten'
  override readonly inputSpec = [{ minNDim: 3 }]

  /** Whatever the rank, a row comes out. */
  override get inputRank(): number {
    return 3
  }

  override outputShapes(inputs: readonly TfjsShape[]): readonly TfjsShape[] {
    const [batch, ...sizes] = this.single(inputs)
    if (sizes.some(size => this.isNull(size))) {
      throw new TfjsError(
        `The shape of the input to "Flatten" is not fully defined (got ${this.shown(sizes)}). Make sure to pass a complete "input_shape" or "batch_input_shape" argument to the first layer in your model.`,
        `cannot flatten [${this.shown(sizes)}]: give the input a size in the place of null, or use a global pooling`,
        undefined,
        'unknown-size',
      )
    }
    return [[batch!, multiply(...sizes)]]
  }
}

/** `Activation`; the layers `ReLU`, `Softmax` and so on have classes of their own. */
export class Activation extends LayerBehaviour {
  override get isElementwise(): boolean {
    return true
  }

  override readonly kind: string | undefined

  constructor(className: string, config: Config, surroundings: Surroundings) {
    super(className, config, surroundings)
    const activation = activationOf(config)
    this.kind = typeof activation === 'string' && activation !== 'linear' ? activation : undefined
  }
}

/** `Dropout` and the layers that, like it, leave the shape alone and change values in training. */
export class Dropout extends LayerBehaviour {
  override get isElementwise(): boolean {
    return true
  }

  constructor(
    className: string,
    config: Config,
    surroundings: Surroundings,
    override readonly kind: string,
    rank?: number,
  ) {
    super(className, config, surroundings)
    if (rank !== undefined) this.inputSpec = [{ ndim: rank }]
  }

  override options(): Record<string, unknown> {
    const name = this.kind === 'gaussianNoise' ? 'stddev' : 'rate'
    const setting = this.config.get(name)
    const known = typeof setting === 'number' && setting >= 0 && (name === 'stddev' || setting < 1)
    return { [name]: known ? setting : new UnknownOption(`${name} is not a number below 1 that is known`) }
  }
}

/** `RepeatVector`. */
export class RepeatVector extends LayerBehaviour {
  override readonly kind = 'repeatVector'
  override readonly inputSpec = [{ ndim: 2 }]

  override outputShapes(inputs: readonly TfjsShape[]): readonly TfjsShape[] {
    const [batch, size] = this.single(inputs)
    return [[batch!, this.times, size!]]
  }

  override options(): Record<string, unknown> {
    return { n: this.times }
  }

  private get times(): Dimension {
    const setting = this.config.get('n')
    return isSize(setting) ? sizeOf(setting) : Number.NaN
  }
}

/** `Reshape`. */
export class Reshape extends LayerBehaviour {
  override readonly kind = 'reshape'
  /** Undefined for the size that is left to compute. */
  private readonly target: readonly (Dimension | undefined)[] | UnknownSetting

  constructor(className: string, config: Config, surroundings: Surroundings) {
    super(className, config, surroundings)
    const setting = config.get('targetShape')
    if (setting instanceof UnknownSetting) this.target = setting
    else if (isList(setting)) this.target = setting.map(sizeOrOpen)
    else {
      throw new TfjsError(
        setting === undefined
          ? "Cannot read properties of undefined (reading 'length')"
          : `targetShape is not an array: ${shown(setting)}`,
        setting === undefined
          ? 'targetShape is missing: the sizes of the output, without the batch'
          : `targetShape must be an array of sizes, not ${shown(setting)}`,
        setting === undefined ? undefined : 'targetShape',
        setting === undefined ? 'missing-option' : 'invalid-option',
      )
    }
  }

  /** Why not even the rank of the output is known, if so. */
  get unknownTarget(): UnknownSetting | undefined {
    return this.target instanceof UnknownSetting ? this.target : undefined
  }

  override outputShapes(inputs: readonly TfjsShape[]): readonly TfjsShape[] {
    const [batch, ...sizes] = this.single(inputs)
    const { target } = this
    if (target instanceof UnknownSetting) return [[batch!, unknownDimension(target.reason)]]
    // tfjs-layers looks at the batch axis too: where that is open, it checks nothing and leaves -1 open.
    const isOpen = inputs[0]!.some(size => this.isNull(size) || (typeof size === 'number' && size < 0))
    const all = multiply(...sizes)
    const given = multiply(...target.filter(size => size !== undefined))
    const open = target.filter(size => size === undefined).length
    if (isOpen) return [[batch!, ...target.map(size => size ?? this.surroundings.nulls.other())]]
    if (open > 1) {
      throw new TfjsError(
        'Can only specifiy one unknown dimension.',
        'only one size of targetShape may be left open',
        'targetShape',
      )
    }
    const known = typeof all === 'number' && typeof given === 'number'
    if (known && (open === 1 ? given === 0 || all % given !== 0 : all !== given)) throw this.misfit(sizes, all, given)
    return [[batch!, ...target.map(size => size ?? this.rest(all, given, open))]]
  }

  /** What is left for the open size. */
  private rest(all: Dimension, given: Dimension, open: number): Dimension {
    const exact = open === 1 && typeof given === 'number' ? divideExactly(all, given) : undefined
    return exact ?? unknownDimension('the elements may not divide evenly')
  }

  private misfit(sizes: TfjsShape, all: number, given: number): TfjsError {
    return new TfjsError(
      'Total size of new array must be unchanged.',
      `[${this.shown(sizes)}] has ${all} elements, which do not fill ${given}`,
      'targetShape',
    )
  }

  override options(): Record<string, unknown> {
    const { target } = this
    return {
      targetShape:
        target instanceof UnknownSetting
          ? new UnknownOption(target.reason)
          : target.map(size => (size === undefined ? -1 : size)),
    }
  }
}

function sizeOrOpen(setting: Setting): Dimension | undefined {
  if (isExpression(setting) || setting instanceof UnknownSetting) return sizeOf(setting)
  return typeof setting === 'number' && !(setting < 0) ? setting : undefined
}

/** `Permute`. */
export class Permute extends LayerBehaviour {
  override readonly kind = 'permute'
  private readonly dims: readonly number[] | UnknownSetting

  constructor(className: string, config: Config, surroundings: Surroundings) {
    super(className, config, surroundings)
    const setting = config.get('dims')
    const unknown = isList(setting)
      ? setting.find(part => part instanceof UnknownSetting || isExpression(part))
      : setting
    if (unknown instanceof UnknownSetting || isExpression(unknown)) {
      this.dims = unknown instanceof UnknownSetting ? unknown : new UnknownSetting('the order of axes is not known')
      return
    }
    if (!isList(setting)) {
      throw new TfjsError(
        setting === undefined
          ? 'Required configuration field `dims` is missing during Permute constructor call.'
          : `Permute constructor requires \`dims\` to be an Array, but received ${shown(setting)} instead.`,
        setting === undefined
          ? 'dims is missing: the new order of the axes, from 1'
          : `dims must be an array, not ${shown(setting)}`,
        setting === undefined ? undefined : 'dims',
        setting === undefined ? 'missing-option' : 'invalid-option',
      )
    }
    // tfjs-layers sorts as text, so that 10 axes or more can never be permuted.
    const sorted = [...setting].sort()
    if (sorted.some((axis, index) => axis !== index + 1)) {
      throw new TfjsError(
        `Invalid permutation \`dims\`: ${shown(setting)} \`dims\` must contain consecutive integers starting from 1.`,
        `dims must name each axis once, from 1 on, not ${shown(setting)}`,
        'dims',
      )
    }
    this.dims = setting as readonly number[]
    this.inputSpec = [{ ndim: this.dims.length + 1 }]
  }

  override outputShapes(inputs: readonly TfjsShape[]): readonly TfjsShape[] {
    const input = this.single(inputs)
    const { dims } = this
    if (dims instanceof UnknownSetting) return [[input[0]!, ...input.slice(1).map(() => unknownDimension(dims.reason))]]
    const output = [...input]
    for (const [index, axis] of dims.entries()) output[index + 1] = input[axis]!
    return [output]
  }

  override options(): Record<string, unknown> {
    return { dims: this.dims instanceof UnknownSetting ? new UnknownOption(this.dims.reason) : this.dims }
  }
}

/** `Embedding`. */
export class Embedding extends LayerBehaviour {
  override readonly kind = 'embedding'
  private readonly inputDim: Dimension
  private readonly outputDim: Dimension
  override readonly hasActivityRegularizer: boolean

  constructor(className: string, config: Config, surroundings: Surroundings) {
    super(className, config, surroundings)
    this.inputDim = this.positive('inputDim')
    this.outputDim = this.positive('outputDim')
    initializerOf(config, 'embeddingsInitializer', 'randomUniform')
    regularizerOf(config, 'embeddingsRegularizer')
    this.hasActivityRegularizer = regularizerOf(config, 'activityRegularizer') !== 'none'
    checkConstraint(config, 'embeddingsConstraint')
  }

  override build(): readonly TfjsWeight[] {
    return [this.weight('embeddings', [this.inputDim, this.outputDim])]
  }

  override outputShapes(inputs: readonly TfjsShape[]): readonly TfjsShape[] {
    const input = this.single(inputs)
    const setting = this.config.get('inputLength')
    if (setting === undefined || setting instanceof UnknownSetting) return [[...input, this.outputDim]]
    const lengths = isList(setting) ? setting : [setting]
    const fits =
      lengths.length === input.length - 1 &&
      lengths.every((length, axis) => {
        const size = input[axis + 1]!
        return typeof length !== 'number' || typeof size !== 'number' || length === size
      })
    if (!fits) {
      throw new TfjsError(
        `"inputLength" is ${shown(setting)}, but received input shape has shape ${this.shown(input)}`,
        `inputLength ${shown(setting)} does not fit the input [${this.shown(input)}]`,
        'inputLength',
      )
    }
    const middle = lengths.map((length, axis) => (isSize(length) ? sizeOf(length) : input[axis + 1]!))
    return [[input[0]!, ...middle, this.outputDim]]
  }

  override options(): Record<string, unknown> {
    return { inputDim: this.inputDim, outputDim: this.outputDim }
  }
}

/** A layer that changes values one by one and has no options that a shape rests on. */
export class Elementwise extends LayerBehaviour {
  override get isElementwise(): boolean {
    return true
  }

  constructor(
    className: string,
    config: Config,
    surroundings: Surroundings,
    override readonly kind: string | undefined,
  ) {
    super(className, config, surroundings)
    const alpha = config.get('alpha')
    if (className === 'ELU' && alpha !== undefined && alpha !== 1 && !(alpha instanceof UnknownSetting)) {
      throw new TfjsError(
        `Non-default alpha value (${shown(alpha)}) is not supported by the ELU layer yet.`,
        `ELU is only there with alpha 1, not ${shown(alpha)}`,
        'alpha',
      )
    }
  }

  override options(): Record<string, unknown> {
    if (this.kind !== 'leakyRelu') return {}
    const alpha = this.config.get('alpha') ?? 0.3
    return { alpha: typeof alpha === 'number' ? alpha : new UnknownOption('alpha is not known') }
  }
}

/** `PReLU`. */
export class ParametricRelu extends LayerBehaviour {
  override readonly kind = 'prelu'
  private readonly sharedAxes: readonly Setting[] | undefined

  constructor(className: string, config: Config, surroundings: Surroundings) {
    super(className, config, surroundings)
    initializerOf(config, 'alphaInitializer', 'zeros')
    regularizerOf(config, 'alphaRegularizer')
    checkConstraint(config, 'alphaConstraint')
    const setting = config.get('sharedAxes')
    if (setting === undefined || isList(setting)) this.sharedAxes = setting
    else if (isSize(setting)) this.sharedAxes = [setting]
    else {
      throw new TfjsError(
        `Expected sharedAxes to be a number or an array of numbers, but got ${shown(setting)}`,
        `sharedAxes must be axes, from 1 on, not ${shown(setting)}`,
        'sharedAxes',
      )
    }
  }

  override build(inputs: readonly TfjsShape[]): readonly TfjsWeight[] {
    const input = this.single(inputs)
    const shape = input.slice(1)
    const axes = this.sharedAxes ?? []
    for (const axis of axes) {
      if (typeof axis === 'number') shape[axis - 1] = 1
      else shape.fill(unknownDimension('the shared axes are not known'))
    }
    // An axis beyond the input leaves a hole in the list, which tfjs-layers does not count.
    const filled = shape.filter(() => true)
    const sizes = this.sharedAxes ? input.map((size, axis) => [axis, size] as const).slice(1) : []
    this.inputSpec = [{ ndim: input.length, axes: new Map(sizes) }]
    return [this.weight('alpha', filled)]
  }

  override options(): Record<string, unknown> {
    const axes = this.sharedAxes ?? []
    return {
      sharedAxes: axes.every(axis => typeof axis === 'number') ? axes : new UnknownOption('the axes are not known'),
    }
  }
}
