import { add, type Dimension, multiply, subtract, unknownDimension } from '../../../../builder/dimension'
import { UnknownOption } from '../../../../builder/node'
import { type Config, isList, isSize, type Setting, shown, sizeOf, UnknownSetting } from '../config'
import { LayerBehaviour, type Surroundings } from '../layerBehaviour'
import { convolvedLength, stillOpen, type TfjsShape } from '../shapes'
import { TfjsError } from '../tfjsError'

type Rank = 1 | 2 | 3

/** `MaxPooling1D` … `AveragePooling3D`. */
export class Pooling extends LayerBehaviour {
  private readonly poolSize: readonly Dimension[]
  private readonly strides: readonly Dimension[]
  private readonly mode: string
  private readonly format: string

  constructor(
    className: string,
    config: Config,
    surroundings: Surroundings,
    private readonly rank: Rank,
    override readonly kind: string,
  ) {
    super(className, config, surroundings)
    if (!config.given) {
      throw new TfjsError(
        "Cannot read properties of undefined (reading 'poolSize')",
        'takes an object of options, which may be empty: {}',
        undefined,
        'missing-option',
      )
    }
    const poolSize = config.get('poolSize') ?? 2
    this.poolSize = this.windowOf('poolSize', poolSize)
    // A stride that is the window's size is not checked for its length.
    const strides = config.get('strides')
    this.strides = strides === undefined ? this.poolSize : this.windowOf('strides', strides)
    this.mode = this.padding
    this.format = rank === 1 ? 'channelsLast' : this.dataFormat
    this.inputSpec = [{ ndim: rank + 2 }]
  }

  override get isChannelsFirst(): boolean {
    return this.format === 'channelsFirst'
  }

  private windowOf(name: string, setting: Setting): readonly Dimension[] {
    const { rank } = this
    if (setting instanceof UnknownSetting) return Array.from({ length: rank }, () => unknownDimension(setting.reason))
    const list: readonly Setting[] = isList(setting) ? setting : Array.from({ length: rank }, () => setting)
    // tfjs-layers reads a poolSize of too few numbers, and then computes with what is missing.
    const isWrong = list.length === 0 || ((name === 'strides' || rank === 1) && list.length !== rank)
    if (isWrong) {
      throw new TfjsError(
        rank === 1
          ? `${name} for 1D convolutional layer must be a number or an Array of a single number, but received ${shown(setting)}`
          : `If the strides property of a ${rank}D pooling layer is an Array, it is expected to have a length of ${rank}, but received length ${list.length}.`,
        `${name} must be one number or ${rank}, one for each axis, not ${shown(setting)}`,
        name,
      )
    }
    for (const part of list) this.positiveIn(name, part, setting)
    return Array.from({ length: rank }, (_, axis) => {
      const part = list[axis]
      return isSize(part) ? sizeOf(part) : Number.NaN
    })
  }

  private positiveIn(name: string, part: Setting, whole: Setting): void {
    if (isSize(part) && (typeof part !== 'number' || (Number.isInteger(part) && part > 0))) return
    throw new TfjsError(
      `Expected ${name} to be a positive integer, but got ${shown(part)}`,
      `${name} must be integers of at least 1, not ${shown(whole)}`,
      name,
    )
  }

  override outputShapes(inputs: readonly TfjsShape[]): readonly TfjsShape[] {
    const input = this.single(inputs)
    const first = this.isChannelsFirst ? 2 : 1
    const places = Array.from({ length: this.rank }, (_, axis) =>
      convolvedLength(
        input[first + axis] ?? this.surroundings.nulls.other(),
        this.poolSize[axis]!,
        this.mode,
        this.strides[axis]!,
      ),
    )
    const channels = input[this.isChannelsFirst ? 1 : this.rank + 1]!
    return [this.isChannelsFirst ? [input[0]!, channels, ...places] : [input[0]!, ...places, channels]]
  }

  override options(): Record<string, unknown> {
    const pairs = this.rank === 1 ? (sizes: readonly Dimension[]) => sizes[0] : (sizes: readonly Dimension[]) => sizes
    return { poolSize: pairs(this.poolSize), strides: pairs(this.strides), padding: this.mode }
  }
}

/** `GlobalAveragePooling1D` and its kin. */
export class GlobalPooling extends LayerBehaviour {
  private readonly format: string

  constructor(
    className: string,
    config: Config,
    surroundings: Surroundings,
    private readonly rank: 1 | 2,
    override readonly kind: string,
  ) {
    super(className, config, surroundings)
    if (rank === 2 && !config.given) {
      throw new TfjsError(
        "Cannot read properties of undefined (reading 'dataFormat')",
        'takes an object of options, which may be empty: {}',
        undefined,
        'missing-option',
      )
    }
    this.format = rank === 1 ? 'channelsLast' : this.dataFormat
    this.inputSpec = [{ ndim: rank + 2 }]
  }

  override get isChannelsFirst(): boolean {
    return this.format === 'channelsFirst'
  }

  override outputShapes(inputs: readonly TfjsShape[]): readonly TfjsShape[] {
    const input = this.rank === 1 ? inputs[0]! : this.single(inputs)
    return [[input[0]!, input[this.isChannelsFirst ? 1 : this.rank + 1]!]]
  }
}

/** `UpSampling2D`. */
export class UpSampling extends LayerBehaviour {
  override readonly kind = 'upSampling2d'
  override readonly inputSpec = [{ ndim: 4 }]
  private readonly size: readonly Dimension[]
  private readonly format: string
  private readonly interpolation: unknown

  constructor(className: string, config: Config, surroundings: Surroundings) {
    super(className, config, surroundings)
    if (!config.given) {
      throw new TfjsError(
        "Cannot read properties of undefined (reading 'size')",
        'takes an object of options, which may be empty: {}',
        undefined,
        'missing-option',
      )
    }
    const setting = config.get('size')
    const list = setting === undefined ? [2, 2] : isList(setting) ? setting : []
    this.size = [0, 1].map(axis => {
      if (setting instanceof UnknownSetting) return unknownDimension(setting.reason)
      // One number is no array: tfjs-layers then computes with what is missing.
      const part = list[axis]
      return isSize(part) ? sizeOf(part) : Number.NaN
    })
    this.format = this.dataFormat
    const interpolation = this.word('interpolation', 'InterpolationFormat', ['nearest', 'bilinear'])
    this.interpolation =
      config.get('interpolation') instanceof UnknownSetting
        ? new UnknownOption('not known')
        : (interpolation ?? 'nearest')
  }

  override get isChannelsFirst(): boolean {
    return this.format === 'channelsFirst'
  }

  override outputShapes(inputs: readonly TfjsShape[]): readonly TfjsShape[] {
    const input = this.single(inputs)
    const first = this.isChannelsFirst ? 2 : 1
    const [rows, columns] = [0, 1].map(axis => {
      const size = input[first + axis] ?? this.surroundings.nulls.other()
      return stillOpen(size, multiply(size, this.size[axis]!))
    }) as [Dimension, Dimension]
    const channels = input[this.isChannelsFirst ? 1 : 3]!
    return [this.isChannelsFirst ? [input[0]!, channels, rows, columns] : [input[0]!, rows, columns, channels]]
  }

  override options(): Record<string, unknown> {
    // tfjs-layers reads between elements with the first ones on each other, unlike Keras.
    return { size: this.size, interpolation: this.interpolation, coordinates: 'topLeft' }
  }
}

/** `Cropping2D` and `ZeroPadding2D`: a border cut off, or added. */
export class Border extends LayerBehaviour {
  override readonly inputSpec = [{ ndim: 4 }]
  private readonly sides: readonly (readonly [Dimension, Dimension])[]
  private readonly format: string

  constructor(
    className: string,
    config: Config,
    surroundings: Surroundings,
    override readonly kind: 'cropping2d' | 'zeroPad2d',
  ) {
    super(className, config, surroundings)
    const isCropping = kind === 'cropping2d'
    const setting = config.get(this.optionName) ?? (isCropping ? undefined : 1)
    if (setting === undefined) {
      throw new TfjsError(
        "Cannot read properties of undefined (reading '0')",
        'cropping is missing: pixels to cut off, a number or [[top, bottom], [left, right]]',
        undefined,
        'missing-option',
      )
    }
    this.sides = this.sidesOf(setting)
    // tfjs-layers checks the word in neither layer: whatever it does not know is channels last.
    this.format = config.get('dataFormat') === 'channelsFirst' ? 'channelsFirst' : 'channelsLast'
  }

  private get optionName(): string {
    return this.kind === 'cropping2d' ? 'cropping' : 'padding'
  }

  override get isChannelsFirst(): boolean {
    return this.format === 'channelsFirst'
  }

  private sidesOf(setting: Setting): readonly (readonly [Dimension, Dimension])[] {
    const sizeAt = (part: Setting): Dimension => (isSize(part) ? sizeOf(part) : Number.NaN)
    if (isSize(setting)) {
      const size = sizeOf(setting)
      return [
        [size, size],
        [size, size],
      ]
    }
    const list = isList(setting) ? setting : []
    const name = this.optionName
    const wrong = (reason: string) =>
      new TfjsError(
        reason,
        `${name} must be a number, [vertical, horizontal] or [[top, bottom], [left, right]], not ${shown(setting)}`,
        name,
      )
    if (name === 'padding' && list.length !== 2) {
      throw wrong(`ZeroPadding2D expects padding to be a length-2 array, but received a length-${list.length} array.`)
    }
    if (isSize(list[0])) return list.slice(0, 2).map(part => [sizeAt(part), sizeAt(part)] as const)
    return [0, 1].map(axis => {
      const pair = list[axis]
      if (pair instanceof UnknownSetting) return [sizeOf(pair), sizeOf(pair)] as const
      if (!isList(pair) || (name === 'padding' && pair.length !== 2)) {
        throw wrong(`${this.className} expects pairs in ${name}, but received ${shown(pair)}.`)
      }
      return [sizeAt(pair[0]), sizeAt(pair[1])] as const
    })
  }

  override outputShapes(inputs: readonly TfjsShape[]): readonly TfjsShape[] {
    const input = this.single(inputs)
    const first = this.isChannelsFirst ? 2 : 1
    const [rows, columns] = [0, 1].map(axis => this.along(axis, input[first + axis])) as [Dimension, Dimension]
    const channels = input[this.isChannelsFirst ? 1 : 3]!
    return [this.isChannelsFirst ? [input[0]!, channels, rows, columns] : [input[0]!, rows, columns, channels]]
  }

  private along(axis: number, given: Dimension | undefined): Dimension {
    const [before, after] = this.sides[axis] ?? [Number.NaN, Number.NaN]
    const { nulls } = this.surroundings
    if (this.kind === 'cropping2d') {
      // What is open counts as 0 in a subtraction of JavaScript's, what is beyond the shape as no number.
      const size = given === undefined ? Number.NaN : this.isNull(given) ? 0 : given
      return subtract(subtract(size, before), after)
    }
    const isOpen = given === undefined || (typeof given === 'number' && !(given >= 0))
    return isOpen ? nulls.other() : stillOpen(given, add(given, before, after))
  }

  override options(): Record<string, unknown> {
    const [[top, bottom], [left, right]] = this.sides as [[Dimension, Dimension], [Dimension, Dimension]]
    return { [this.optionName]: { top, bottom, left, right } }
  }
}
