import { type Dimension, multiply } from '../../../../builder/dimension'
import { type Config, isList, isSize, shown, sizeOf, UnknownSetting } from '../config'
import { LayerBehaviour, type Surroundings, type TfjsWeight } from '../layerBehaviour'
import { activationOf, checkConstraint, initializerOf, regularizerOf } from '../named'
import { convolvedLength, type TfjsShape, transposedLength } from '../shapes'
import { TfjsError } from '../tfjsError'

type Rank = 1 | 2 | 3

/** `BaseConv` of tfjs-layers. */
export abstract class BaseConvolution extends LayerBehaviour {
  protected readonly kernelSize: readonly Dimension[]
  protected readonly strides: readonly Dimension[]
  protected readonly dilationRate: readonly Dimension[]
  protected readonly useBias: boolean
  protected readonly format: string
  protected readonly mode: string
  private readonly activation: unknown
  private readonly biasInitializer: unknown
  override readonly hasActivityRegularizer: boolean

  constructor(
    className: string,
    config: Config,
    surroundings: Surroundings,
    protected readonly rank: Rank,
  ) {
    super(className, config, surroundings)
    this.checkKernelSize(1, 3, 'BaseConv')
    this.kernelSize = this.perAxis('kernelSize', rank)
    this.strides = this.perAxis('strides', rank, 1)
    this.mode = this.padding
    this.format = this.dataFormat
    this.activation = activationOf(config)
    this.useBias = this.flag('useBias', true)
    this.biasInitializer = initializerOf(config, 'biasInitializer', 'zeros')
    checkConstraint(config, 'biasConstraint')
    regularizerOf(config, 'biasRegularizer')
    this.hasActivityRegularizer = regularizerOf(config, 'activityRegularizer') !== 'none'
    this.dilationRate = this.perAxis('dilationRate', rank, 1)
  }

  override get isChannelsFirst(): boolean {
    return this.format === 'channelsFirst'
  }

  protected checkKernelSize(least: number, most: number, who: string): void {
    const setting = this.config.get('kernelSize')
    if (isSize(setting)) return
    if (!this.config.has('kernelSize')) {
      throw new TfjsError(
        "required key 'kernelSize' not in config",
        'kernelSize is missing: the side of the window, one number or one for each axis',
        undefined,
        'missing-option',
      )
    }
    const fits = isList(setting) && setting.length >= least && setting.length <= most && setting.every(isSize)
    if (fits) return
    throw new TfjsError(
      `${who} expects config.kernelSize to be number or number[] with length ${least === most ? least : `${least} to ${most}`}, but received ${shown(setting)}.`,
      `kernelSize must be one number or ${this.rank}, one for each axis, not ${shown(setting)}`,
      'kernelSize',
    )
  }

  /** The size of the channel axis, which tfjs-layers needs. */
  protected channels(shape: TfjsShape, axis: number): Dimension {
    const size = shape[axis]
    if (size !== undefined && !this.isNull(size)) return size
    throw new TfjsError(
      `The channel dimension of the input should be defined. Found ${size === undefined ? 'undefined' : 'null'}`,
      `the number of channels of the input [${this.shown(shape)}] must be known`,
      undefined,
      'unknown-size',
    )
  }

  protected get channelAxisOf(): (shape: TfjsShape) => number {
    return shape => (this.isChannelsFirst ? 1 : shape.length - 1)
  }

  /** All options of the builder's kinds for convolutions, apart from the kernel's start. */
  protected shared(): Record<string, unknown> {
    const pairs = this.rank === 1 ? (sizes: readonly Dimension[]) => sizes[0] : (sizes: readonly Dimension[]) => sizes
    return {
      kernelSize: pairs(this.kernelSize),
      strides: pairs(this.strides),
      padding: this.mode,
      dilationRate: pairs(this.dilationRate),
      useBias: this.useBias,
      activation: this.activation,
      biasInitializer: this.biasInitializer,
    }
  }
}

/** `Conv1D`, `Conv2D` and `Conv3D`. */
export class Convolution extends BaseConvolution {
  override readonly kind: string = `conv${this.rank}d`
  protected readonly filters: Dimension
  private readonly kernelInitializer: unknown
  private readonly kernelRegularizer: unknown

  constructor(className: string, config: Config, surroundings: Surroundings, rank: Rank) {
    super(className, config, surroundings, rank)
    const filters = config.get('filters')
    if (filters !== undefined && !isSize(filters)) {
      throw new TfjsError(
        `Convolution layer expected config.filters to be a 'number' > 0 but got ${shown(filters)}`,
        `filters must be an integer of at least 1, not ${shown(filters)}`,
        'filters',
      )
    }
    this.filters = this.positive('filters')
    this.kernelInitializer = initializerOf(config, 'kernelInitializer', 'glorotNormal')
    checkConstraint(config, 'kernelConstraint')
    this.kernelRegularizer = regularizerOf(config, 'kernelRegularizer')
    if (rank === 1) {
      this.checkKernelSize(1, 1, 'Conv1D')
      this.inputSpec = [{ ndim: 3 }]
    }
  }

  override get inputRank(): number {
    return this.rank + 2
  }

  override build(inputs: readonly TfjsShape[]): readonly TfjsWeight[] {
    const input = this.single(inputs)
    const axis = this.channelAxisOf(input)
    const channels = this.channels(input, axis)
    const weights = [this.weight('kernel', [...this.kernelSize, channels, this.filters])]
    if (this.useBias) weights.push(this.weight('bias', [this.filters]))
    this.inputSpec = [{ ndim: this.rank + 2, axes: new Map([[axis, channels]]) }]
    return weights
  }

  override outputShapes(inputs: readonly TfjsShape[]): readonly TfjsShape[] {
    const input = this.single(inputs)
    const space = this.isChannelsFirst ? input.slice(2) : input.slice(1, -1)
    const places = space.map((size, axis) =>
      convolvedLength(size, this.kernelSize[axis]!, this.mode, this.strides[axis]!, this.dilationRate[axis]),
    )
    return [this.isChannelsFirst ? [input[0]!, this.filters, ...places] : [input[0]!, ...places, this.filters]]
  }

  override options(): Record<string, unknown> {
    const { filters, kernelInitializer, kernelRegularizer } = this
    return { filters, ...this.shared(), kernelInitializer, kernelRegularizer }
  }
}

/** `Conv2DTranspose` and `Conv3DTranspose`. */
export class TransposedConvolution extends Convolution {
  override readonly kind: string = `conv${this.rank}dTranspose`

  constructor(className: string, config: Config, surroundings: Surroundings, rank: 2 | 3) {
    super(className, config, surroundings, rank)
    this.inputSpec = [{ ndim: rank + 2 }]
    if (this.mode !== 'causal') return
    throw new TfjsError(
      `${className} currently supports only padding modes 'same' and 'valid', but received padding mode causal`,
      "padding must be 'same' or 'valid', not 'causal'",
      'padding',
    )
  }

  override build(inputs: readonly TfjsShape[]): readonly TfjsWeight[] {
    const input = this.single(inputs)
    if (input.length !== this.rank + 2) {
      throw new TfjsError(
        `Input should have rank ${this.rank + 2}; Received input shape: [${this.shown(input)}]`,
        `takes an input of rank ${this.rank + 2}, batch axis counted, not [${this.shown(input)}]`,
        undefined,
        'wrong-rank',
      )
    }
    const axis = this.channelAxisOf(input)
    const channels = this.channels(input, axis)
    const weights = [this.weight('kernel', [...this.kernelSize, this.filters, channels])]
    if (this.useBias) weights.push(this.weight('bias', [this.filters]))
    this.inputSpec = [{ ndim: this.rank + 2, axes: new Map([[axis, channels]]) }]
    return weights
  }

  override outputShapes(inputs: readonly TfjsShape[]): readonly TfjsShape[] {
    const output = [...this.single(inputs)]
    const first = this.isChannelsFirst ? 2 : 1
    output[this.isChannelsFirst ? 1 : this.rank + 1] = this.filters
    for (let axis = 0; axis < this.rank; axis++) {
      const size = output[first + axis] ?? this.surroundings.nulls.other()
      output[first + axis] = transposedLength(size, this.strides[axis]!, this.kernelSize[axis]!, this.mode)
    }
    return [output]
  }

  override options(): Record<string, unknown> {
    // Keras's dilated transposed convolution is not in tfjs-layers, which reads the option and ignores it.
    const { dilationRate: _, ...options } = super.options()
    return options
  }
}

/** `SeparableConv2D`. */
export class SeparableConvolution extends Convolution {
  override readonly kind: string = 'separableConv2d'
  private readonly depthMultiplier: Dimension
  private readonly learned: Record<string, unknown>

  constructor(className: string, config: Config, surroundings: Surroundings) {
    super(className, config, surroundings, 2)
    const stray = ['kernelInitializer', 'kernelRegularizer', 'kernelConstraint'].find(
      name => config.get(name) !== undefined && !(config.get(name) instanceof UnknownSetting),
    )
    if (stray !== undefined) {
      throw new TfjsError(
        'Fields kernelInitializer, kernelRegularizer and kernelConstraint are invalid for SeparableConv2D. Use depthwiseInitializer, depthwiseRegularizer, depthwiseConstraint, pointwiseInitializer, pointwiseRegularizer and pointwiseConstraint instead.',
        `a separable convolution has two kernels: in the place of ${stray} write ${stray.replace('kernel', 'depthwise')} and ${stray.replace('kernel', 'pointwise')}`,
        stray,
      )
    }
    if (this.mode === 'causal') {
      throw new TfjsError(
        "SeparableConv2D supports only padding modes: 'same' and 'valid', but received \"causal\"",
        "padding must be 'same' or 'valid', not 'causal'",
        'padding',
      )
    }
    this.depthMultiplier = multiplierOf(config)
    this.learned = {
      depthwiseInitializer: initializerOf(config, 'depthwiseInitializer', 'glorotUniform'),
      depthwiseRegularizer: regularizerOf(config, 'depthwiseRegularizer'),
      // tfjs-layers starts both kernels as depthwiseInitializer says.
      pointwiseInitializer: initializerOf(config, 'depthwiseInitializer', 'glorotUniform'),
      pointwiseRegularizer: regularizerOf(config, 'pointwiseRegularizer'),
    }
    checkConstraint(config, 'depthwiseConstraint')
    checkConstraint(config, 'pointwiseConstraint')
  }

  override build(inputs: readonly TfjsShape[]): readonly TfjsWeight[] {
    const input = this.single(inputs)
    if (input.length < 4) {
      throw new TfjsError(
        `Inputs to SeparableConv2D should have rank 4, but received input shape: [${this.shown(input)}]`,
        `takes a batch of maps of rank 4, not [${this.shown(input)}]`,
        undefined,
        'wrong-rank',
      )
    }
    const axis = this.channelAxisOf(input)
    const channels = this.channels(input, axis)
    const between = multiply(channels, this.depthMultiplier)
    const weights = [
      this.weight('depthwise_kernel', [...this.kernelSize, channels, this.depthMultiplier]),
      this.weight('pointwise_kernel', [1, 1, between, this.filters]),
    ]
    if (this.useBias) weights.push(this.weight('bias', [this.filters]))
    this.inputSpec = [{ ndim: 4, axes: new Map([[axis, channels]]) }]
    return weights
  }

  override options(): Record<string, unknown> {
    const { filters, depthMultiplier } = this
    return { filters, ...this.shared(), depthMultiplier, ...this.learned }
  }
}

/** `DepthwiseConv2D`. */
export class DepthwiseConvolution extends BaseConvolution {
  override readonly kind = 'depthwiseConv2d'
  private readonly depthMultiplier: Dimension
  private readonly learned: Record<string, unknown>

  constructor(className: string, config: Config, surroundings: Surroundings) {
    super(className, config, surroundings, 2)
    this.depthMultiplier = multiplierOf(config)
    this.learned = {
      depthwiseInitializer: initializerOf(config, 'depthwiseInitializer', 'glorotNormal'),
      depthwiseRegularizer: regularizerOf(config, 'depthwiseRegularizer'),
    }
    checkConstraint(config, 'depthwiseConstraint')
  }

  override get inputRank(): number {
    return 4
  }

  override build(inputs: readonly TfjsShape[]): readonly TfjsWeight[] {
    const input = this.single(inputs)
    if (input.length < 4) {
      throw new TfjsError(
        `Inputs to DepthwiseConv2D should have rank 4. Received input shape: [${this.shown(input)}].`,
        `takes a batch of maps of rank 4, not [${this.shown(input)}]`,
        undefined,
        'wrong-rank',
      )
    }
    const channels = this.channels(input, this.isChannelsFirst ? 1 : 3)
    const weights = [this.weight('depthwise_kernel', [...this.kernelSize, channels, this.depthMultiplier])]
    if (this.useBias) weights.push(this.weight('bias', [multiply(channels, this.depthMultiplier)]))
    return weights
  }

  override outputShapes(inputs: readonly TfjsShape[]): readonly TfjsShape[] {
    const input = this.single(inputs)
    const first = this.isChannelsFirst ? 2 : 1
    const [rows, columns] = [0, 1].map(axis =>
      // tfjs-layers leaves the dilation out here.
      convolvedLength(
        input[first + axis] ?? this.surroundings.nulls.other(),
        this.kernelSize[axis]!,
        this.mode,
        this.strides[axis]!,
      ),
    ) as [Dimension, Dimension]
    const filters = multiply(input[this.isChannelsFirst ? 1 : 3] ?? Number.NaN, this.depthMultiplier)
    return [this.isChannelsFirst ? [input[0]!, filters, rows, columns] : [input[0]!, rows, columns, filters]]
  }

  override options(): Record<string, unknown> {
    const { dilationRate: _, ...shared } = this.shared()
    return { ...shared, depthMultiplier: this.depthMultiplier, ...this.learned }
  }
}

function multiplierOf(config: Config): Dimension {
  const setting = config.get('depthMultiplier')
  return isSize(setting) ? sizeOf(setting) : setting === undefined ? 1 : Number.NaN
}
