import { type Dimension, isExpression, unknownDimension } from '../../../builder/dimension'
import { type Config, isList, isSize, type Setting, shown, sizeOf, UnknownSetting } from './config'
import { type MaybeShape, type NullSizes, type TfjsShape, UnknownRank } from './shapes'
import { TfjsError } from './tfjsError'

/** What tfjs-layers demands of an input: its rank, or sizes along axes (batch axis 0, -1 the last). */
export interface InputSpec {
  readonly ndim?: number
  readonly minNDim?: number
  readonly axes?: ReadonlyMap<number, Dimension>
  readonly shape?: readonly (Dimension | undefined)[]
}

/** A weight as tfjs-layers makes it. */
export interface TfjsWeight {
  readonly name: string
  readonly shape: readonly Dimension[]
  /** False for what is kept, not learnt. */
  readonly trainable: boolean
  /** Whether the program has frozen it since it was made. */
  readonly frozen?: boolean
}

/** What every layer of one evaluation shares. */
export interface Surroundings {
  readonly nulls: NullSizes
}

/**
 * One layer of tfjs-layers: the checks of its constructor, of `build` and of `computeOutputShape`, in symbols where sizes
 * are not known. Throws {@link TfjsError} where TensorFlow.js throws.
 *
 * Source  tfjs-layers 4.22, https://github.com/tensorflow/tfjs/tree/master/tfjs-layers/src/layers
 */
export class LayerBehaviour {
  inputSpec: readonly InputSpec[] | undefined
  /** The builder's kind; undefined where it has none. */
  readonly kind: string | undefined = undefined

  constructor(
    readonly className: string,
    protected readonly config: Config,
    protected readonly surroundings: Surroundings,
  ) {}

  /** The options of the builder's kind. */
  options(): Record<string, unknown> {
    return {}
  }

  /** Whether every output is computed from the input at its place alone. */
  get isElementwise(): boolean {
    return false
  }

  /** Whether it may have weights, for inputs of which nothing is known. */
  get hasWeights(): boolean {
    return this.build !== LayerBehaviour.prototype.build
  }

  /** False where the weights are those of layers inside, which a model that is frozen does not reach. */
  get keepsOwnWeights(): boolean {
    return true
  }

  /** Whether TensorFlow.js refuses to apply it, for an activity regulariser that it does not support yet. */
  readonly hasActivityRegularizer: boolean = false

  /** The demands on inputs of which there may be more than usual, such as the first states of a recurrent layer. */
  specsFor(specs: readonly InputSpec[] | undefined, _inputs: readonly TfjsShape[]): readonly InputSpec[] | undefined {
    return specs
  }

  /** Inputs of unknown rank, as far as the others tell what they are. */
  refine(shape: MaybeShape, _inputs: readonly MaybeShape[]): MaybeShape {
    if (!(shape instanceof UnknownRank) || this.inputRank === undefined) return shape
    return Array.from({ length: this.inputRank }, () => unknownDimension(shape.reason))
  }

  /** Makes the weights for inputs of the given shapes, and settles what later inputs have to be. */
  build(_inputs: readonly TfjsShape[]): readonly TfjsWeight[] {
    return []
  }

  outputShapes(inputs: readonly TfjsShape[]): readonly TfjsShape[] {
    return inputs
  }

  /** The rank that any input has, batch axis counted, where the layer takes only one. */
  get inputRank(): number | undefined {
    return this.inputSpec?.[0]?.ndim
  }

  /** Whether the layer takes its input as channels, height, width. */
  get isChannelsFirst(): boolean {
    return false
  }

  protected isNull(size: Dimension): boolean {
    return this.surroundings.nulls.isNull(size)
  }

  protected shown(shape: TfjsShape): string {
    return shownShape(shape, this.surroundings.nulls)
  }

  /** A required integer of at least 1. */
  protected positive(name: string, setting: Setting = this.config.get(name)): Dimension {
    if (setting instanceof UnknownSetting || isExpression(setting)) return sizeOf(setting)
    if (typeof setting === 'number' && Number.isInteger(setting) && setting > 0) return setting
    const missing = setting === undefined
    throw new TfjsError(
      `Expected ${name} to be a positive integer, but got ${shown(setting)}`,
      missing
        ? `${name} is missing: an integer of at least 1`
        : `${name} must be an integer of at least 1, not ${shown(setting)}`,
      missing ? undefined : name,
      missing ? 'missing-option' : 'invalid-option',
    )
  }

  protected flag(name: string, usual: boolean): boolean {
    const setting = this.config.get(name)
    return setting === undefined ? usual : setting instanceof UnknownSetting ? usual : Boolean(setting)
  }

  /** One of a few words; undefined where it is not given. */
  protected word(name: string, label: string, words: readonly string[]): string | undefined {
    const setting = this.config.get(name)
    if (setting === undefined) return undefined
    if (setting instanceof UnknownSetting) return words[0]
    if (typeof setting === 'string' && words.includes(setting)) return setting
    throw new TfjsError(
      `${typeof setting === 'string' ? setting : shown(setting)} is not a valid ${label}.  Valid values are ${words} or null/undefined`,
      `${name} must be ${words.map(word => `'${word}'`).join(' or ')}, not ${shown(setting)}`,
      name,
    )
  }

  protected get dataFormat(): string {
    return this.word('dataFormat', 'DataFormat', ['channelsFirst', 'channelsLast']) ?? 'channelsLast'
  }

  protected get padding(): string {
    return this.word('padding', 'PaddingMode', ['valid', 'same', 'causal']) ?? 'valid'
  }

  /** `normalizeArray` of tfjs-layers: one number for all axes, or one for each. */
  protected perAxis(name: string, count: number, usual?: number): readonly Dimension[] {
    const setting = this.config.get(name) ?? usual
    if (setting instanceof UnknownSetting) {
      return Array.from({ length: count }, () => unknownDimension(setting.reason))
    }
    if (isSize(setting)) return Array.from({ length: count }, () => sizeOf(setting))
    const length = isList(setting) ? setting.length : String(setting).length
    const plainer = `${name} must be one number or ${count}${count > 1 ? ', one for each axis' : ''}, not ${shown(setting)}`
    if (!isList(setting) || length !== count) {
      throw new TfjsError(
        `The ${name} argument must be an integer or tuple of ${count} integers. Received: ${length} elements.`,
        plainer,
        name,
      )
    }
    const wrong = setting.find(part => !isSize(part) || (typeof part === 'number' && !Number.isInteger(part)))
    if (wrong !== undefined) {
      throw new TfjsError(
        `The ${name} argument must be an integer or tuple of ${count} integers. Received: ${shown(setting)} including a non-integer number ${shown(wrong)}`,
        plainer,
        name,
      )
    }
    return setting.map(part => sizeOf(part as number))
  }

  /** The only shape, of layers with one input. */
  protected single(shapes: readonly TfjsShape[]): TfjsShape {
    if (shapes.length === 1) return shapes[0]!
    throw new TfjsError(
      `Expected exactly 1 Shape; got ${shapes.length}`,
      `${this.className} takes one tensor, not ${shapes.length}`,
      undefined,
      'wrong-inputs',
    )
  }

  /** A weight; its sizes must be whole numbers that are not negative, as TensorFlow.js demands of every tensor. */
  protected weight(name: string, shape: readonly Dimension[], trainable = true): TfjsWeight {
    return makeWeight(name, shape, trainable, this.surroundings.nulls)
  }
}

export function makeWeight(
  name: string,
  shape: readonly Dimension[],
  trainable: boolean,
  nulls: NullSizes,
): TfjsWeight {
  const isWrong = (size: Dimension | undefined) =>
    size === undefined || (typeof size === 'number' ? !(size >= 0 && size % 1 === 0) : nulls.isNull(size))
  if (!shape.some(isWrong)) return { name, shape, trainable }
  throw new TfjsError(
    `Tensor must have a shape comprised of positive integers but got shape [${shownShape(shape, nulls)}].`,
    `the weight ${name} cannot have the shape [${shownShape(shape, nulls)}]`,
    undefined,
    'unknown-size',
  )
}

/** As TensorFlow.js prints a shape: `,28,28,1`, with null for what is open. */
export function shownShape(shape: TfjsShape, nulls: NullSizes): string {
  return shape.map(size => (nulls.isNull(size) ? 'null' : shown(size as Setting))).join(',')
}
