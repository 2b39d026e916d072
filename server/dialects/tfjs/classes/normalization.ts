import type { Dimension } from '../../../../builder/dimension'
import { UnknownOption } from '../../../../builder/node'
import { type Config, isList, isSize, type Setting, shown, UnknownSetting } from '../config'
import { LayerBehaviour, type Surroundings, type TfjsWeight } from '../layerBehaviour'
import { checkConstraint, initializerOf, regularizerOf } from '../named'
import { NULL_BATCH, type TfjsShape } from '../shapes'
import { TfjsError } from '../tfjsError'

/** What batch and layer normalisation share: a scale and an offset, each of which may be left out. */
abstract class Normalization extends LayerBehaviour {
  protected readonly center: boolean
  protected readonly scale: boolean

  constructor(className: string, config: Config, surroundings: Surroundings) {
    super(className, config, surroundings)
    this.center = this.flag('center', true)
    this.scale = this.flag('scale', true)
    initializerOf(config, 'betaInitializer', 'zeros')
    initializerOf(config, 'gammaInitializer', 'ones')
    regularizerOf(config, 'betaRegularizer')
    regularizerOf(config, 'gammaRegularizer')
  }

  protected learned(shape: readonly Dimension[]): TfjsWeight[] {
    return [...(this.scale ? [this.weight('gamma', shape)] : []), ...(this.center ? [this.weight('beta', shape)] : [])]
  }

  override options(): Record<string, unknown> {
    const { center, scale } = this
    return { center, scale, epsilon: this.number('epsilon', 1e-3) }
  }

  protected number(name: string, usual: number): unknown {
    const setting = this.config.get(name) ?? usual
    return typeof setting === 'number' ? setting : new UnknownOption(`${name} is not a number that is known`)
  }
}

/** `BatchNormalization`. */
export class BatchNormalization extends Normalization {
  override readonly kind = 'batchNorm'
  private readonly axis: Setting

  constructor(className: string, config: Config, surroundings: Surroundings) {
    super(className, config, surroundings)
    this.axis = config.get('axis') ?? -1
    initializerOf(config, 'movingMeanInitializer', 'zeros')
    initializerOf(config, 'movingVarianceInitializer', 'ones')
    checkConstraint(config, 'betaConstraint')
    checkConstraint(config, 'gammaConstraint')
  }

  override build(inputs: readonly TfjsShape[]): readonly TfjsWeight[] {
    const input = this.single(inputs)
    const given = this.axis instanceof UnknownSetting ? -1 : this.axis
    const axis = typeof given === 'number' ? (given >= 0 ? given : given + input.length) : Number.NaN
    const size = this.axis instanceof UnknownSetting ? this.axis.dimension : (input[axis] ?? NULL_BATCH)
    if (this.isNull(size)) {
      throw new TfjsError(
        `Axis ${axis} of input tensor should have a defined dimension but the layer received an input with shape [${this.shown(input)}].`,
        `normalises axis ${axis} of [${this.shown(input)}], whose size must be known`,
        this.config.has('axis') ? 'axis' : undefined,
        'unknown-size',
      )
    }
    this.inputSpec = [{ ndim: input.length, axes: new Map([[axis, size]]) }]
    return [
      ...this.learned([size]),
      this.weight('moving_mean', [size], false),
      this.weight('moving_variance', [size], false),
    ]
  }

  override options(): Record<string, unknown> {
    return { momentum: this.number('momentum', 0.99), ...super.options() }
  }
}

/** `LayerNormalization`. */
export class LayerNormalization extends Normalization {
  override readonly kind = 'layerNorm'
  private readonly axis: readonly Setting[] | UnknownSetting

  constructor(className: string, config: Config, surroundings: Surroundings) {
    super(className, config, surroundings)
    const setting = config.get('axis') ?? -1
    const list = isList(setting) ? setting : [setting]
    const isWrong = (part: Setting) => !isSize(part) || (typeof part === 'number' && !Number.isInteger(part))
    if (list.some(isWrong)) {
      throw new TfjsError(
        `Expected axis to be an integer or an array of integers, but received ${shown(setting)}`,
        `axis must be an integer or an array of integers, not ${shown(setting)}`,
        'axis',
      )
    }
    this.axis = setting instanceof UnknownSetting ? setting : list
  }

  override build(inputs: readonly TfjsShape[]): readonly TfjsWeight[] {
    const input = this.single(inputs)
    if (this.axis instanceof UnknownSetting) return this.learned([this.axis.dimension])
    const axes = this.axis.map(axis => (typeof axis === 'number' && axis < 0 ? axis + input.length : Number(axis)))
    const beyond = axes.find(axis => axis < 0 || axis >= input.length)
    if (beyond !== undefined || new Set(axes).size !== axes.length) {
      throw new TfjsError(
        beyond === undefined ? `Found duplicate axes in: ${axes}` : `Invalid axis: ${beyond}`,
        beyond === undefined
          ? `axis names one of ${axes} twice`
          : `axis ${beyond} is beyond the input [${this.shown(input)}]`,
        'axis',
      )
    }
    return this.learned(axes.map(axis => input[axis]!))
  }
}
