import { add, type Dimension, equal, mayEqual, unknownDimension } from '../../../../builder/dimension'
import { UnknownOption } from '../../../../builder/node'
import { type Config, isList, isSize, type Setting, UnknownSetting } from '../config'
import { LayerBehaviour, type Surroundings, type TfjsWeight } from '../layerBehaviour'
import { type MaybeShape, NULL_BATCH, type TfjsShape, UnknownRank } from '../shapes'
import { TfjsError } from '../tfjsError'

/** `Add`, `Average`, `Maximum`, `Minimum` and `Multiply`. */
export class Merging extends LayerBehaviour {
  constructor(
    className: string,
    config: Config,
    surroundings: Surroundings,
    override readonly kind: string,
  ) {
    super(className, config, surroundings)
  }

  override build(inputs: readonly TfjsShape[]): readonly TfjsWeight[] {
    if (inputs.length < 2) {
      throw new TfjsError(
        `A merge layer should be called on an Array of at least 2 inputs. Got ${inputs.length} input(s).`,
        `merges at least 2 tensors, not ${inputs.length}: give it an array`,
        undefined,
        'wrong-inputs',
      )
    }
    const batches = inputs.map(shape => shape[0]!).filter(size => !this.isNull(size))
    if (batches.some(size => !mayEqual(size, batches[0]!))) {
      throw new TfjsError(
        `Can not merge tensors with different batch sizes. Got tensors with shapes: [${inputs.map(shape => this.shown(shape))}].`,
        'the tensors have different batch sizes',
        undefined,
        'mismatched-merge',
      )
    }
    this.outputShapes(inputs)
    return []
  }

  override outputShapes(inputs: readonly TfjsShape[]): readonly TfjsShape[] {
    const merged = inputs.map((shape): TfjsShape => shape.slice(1)).reduce((a, b) => this.merge(a, b))
    const batch = inputs.map(shape => shape[0]!).find(size => !this.isNull(size))
    return [[batch ?? NULL_BATCH, ...merged]]
  }

  private merge(a: TfjsShape, b: TfjsShape): TfjsShape {
    if (a.length < b.length) return this.merge(b, a)
    const extra = a.length - b.length
    return [...a.slice(0, extra), ...b.map((size, axis) => this.mergeSizes(a[extra + axis]!, size, a, b))]
  }

  private mergeSizes(i: Dimension, j: Dimension, a: TfjsShape, b: TfjsShape): Dimension {
    if ([i, j].some(size => typeof size === 'number' && size < 0)) return this.surroundings.nulls.other()
    if (equal(i, j)) return i
    if (this.isNull(i) || this.isNull(j)) return this.isNull(i) ? i : j
    if (i === 1) return j
    if (j === 1) return i
    if (!mayEqual(i, j) && !mayEqual(i, 1) && !mayEqual(j, 1)) {
      throw new TfjsError(
        `Operands could not be broadcast together with shapes [${this.shown(a)}] [${this.shown(b)}]`,
        `the shapes [${this.shown(a)}] and [${this.shown(b)}] do not fit together: they differ along an axis where neither is 1`,
        undefined,
        'mismatched-merge',
      )
    }
    if (!mayEqual(i, 1)) return i
    if (!mayEqual(j, 1)) return j
    return unknownDimension('the sizes of the merged tensors may differ')
  }
}

/** `Concatenate`. */
export class Concatenation extends LayerBehaviour {
  override readonly kind = 'concat'
  private readonly axis: Setting

  constructor(className: string, config: Config, surroundings: Surroundings) {
    super(className, config, surroundings)
    this.axis = config.get('axis') ?? -1
  }

  /** All tensors have one rank, so that one that is known tells it. */
  override refine(shape: MaybeShape, inputs: readonly MaybeShape[]): MaybeShape {
    const known = inputs.find(other => !(other instanceof UnknownRank))
    if (!(shape instanceof UnknownRank) || !known || known instanceof UnknownRank) return shape
    return [known[0]!, ...known.slice(1).map(() => unknownDimension(shape.reason))]
  }

  override build(inputs: readonly TfjsShape[]): readonly TfjsWeight[] {
    if (inputs.length < 2) {
      throw new TfjsError(
        'A `Concatenate` layer should be called on a list of at least 2 inputs',
        `puts at least 2 tensors together, not ${inputs.length}: give it an array`,
        undefined,
        'wrong-inputs',
      )
    }
    const { axis } = this
    if (typeof axis !== 'number') return []
    const rests = inputs.map(shape => {
      const rest = [...shape]
      rest.splice(axis, 1)
      return rest
    })
    const [first, ...others] = rests as unknown as [TfjsShape, ...TfjsShape[]]
    const fits = (a: TfjsShape, b: TfjsShape) =>
      a.length === b.length && a.every((size, index) => this.mayMatch(size, b[index]!))
    if (others.some(other => !fits(first, other))) {
      throw new TfjsError(
        `A \`Concatenate\` layer requires inputs with matching shapes except for the concat axis. Got input shapes: [${inputs.map(shape => `[${this.shown(shape)}]`)}]`,
        `the shapes ${inputs.map(shape => `[${this.shown(shape)}]`).join(' and ')} differ along another axis than ${axis}`,
        undefined,
        'mismatched-merge',
      )
    }
    return []
  }

  /** tfjs-layers takes open sizes for the same, and an open one and a number for different. */
  private mayMatch(a: Dimension, b: Dimension): boolean {
    if (this.isNull(a) || this.isNull(b)) return this.isNull(a) && this.isNull(b)
    return equal(a, b) || mayEqual(a, b)
  }

  override outputShapes(inputs: readonly TfjsShape[]): readonly TfjsShape[] {
    const { axis } = this
    const output = [...inputs[0]!]
    if (typeof axis !== 'number') {
      const reason = axis instanceof UnknownSetting ? axis.reason : 'the axis is not known'
      return [output.map((size, index) => (index === 0 ? size : unknownDimension(reason)))]
    }
    for (const [index, size] of output.entries()) {
      output[index] = inputs.map(shape => shape[index]!).find(other => typeof other === 'number') ?? size
    }
    const along = axis < 0 ? output.length + axis : axis
    output[along] = inputs.some(shape => shape[along] === undefined)
      ? NULL_BATCH
      : add(...inputs.map(shape => shape[along]!))
    return [Array.from(output)]
  }

  override options(): Record<string, unknown> {
    return { axis: typeof this.axis === 'number' ? this.axis : new UnknownOption('the axis is not known') }
  }
}

/** `Dot`. */
export class DotProduct extends LayerBehaviour {
  override readonly kind = 'dot'
  private readonly axes: Setting

  constructor(className: string, config: Config, surroundings: Surroundings) {
    super(className, config, surroundings)
    this.axes = config.get('axes')
  }

  override build(inputs: readonly TfjsShape[]): readonly TfjsWeight[] {
    const [a, b] = inputs
    const wrong = (reason: string, plainer: string, rule: string) => new TfjsError(reason, plainer, undefined, rule)
    if (inputs.length !== 2 || !a || !b) {
      throw wrong(
        'A `Dot` layer should be called on a list of exactly 2 inputs.',
        `takes an array of exactly 2 tensors, not ${inputs.length}`,
        'wrong-inputs',
      )
    }
    if (a.length > 3 || b.length > 3) {
      throw wrong(
        'Dot layer does not support tensors of 4D or higher rank yet.',
        'takes tensors of rank 2 or 3, batch axis counted',
        'wrong-rank',
      )
    }
    const [i, j] = this.axesFor(a, b)
    const [x, y] = [a[i], b[j]]
    const differ =
      x === undefined || y === undefined
        ? x !== y
        : this.isNull(x) || this.isNull(y)
          ? this.isNull(x) !== this.isNull(y)
          : !mayEqual(x, y)
    if (differ) {
      throw wrong(
        `Dimension incompatibility: ${x && this.shown([x])} !== ${y && this.shown([y])}`,
        `the axes to sum over differ: ${x && this.shown([x])} and ${y && this.shown([y])}`,
        'mismatched-merge',
      )
    }
    return []
  }

  override outputShapes(inputs: readonly TfjsShape[]): readonly TfjsShape[] {
    const [a, b] = inputs
    if (!a || !b) throw new TfjsError('takes 2', 'takes exactly 2 tensors', undefined, 'wrong-inputs')
    const [i, j] = this.axesFor(a, b)
    const shape = [...a]
    shape.splice(i, 1)
    const other = [...b]
    other.splice(j, 1)
    other.splice(0, 1)
    const output = [...shape, ...other]
    return [output.length === 1 ? [...output, 1] : output]
  }

  private axesFor(a: TfjsShape, b: TfjsShape): [number, number] {
    const { axes } = this
    const along = (axis: Setting, rank: number) => {
      let place = typeof axis === 'number' ? axis : Number.NaN
      while (place < 0) place += rank
      return place
    }
    // tfjs-layers does not count negative axes of an array from the end, so that it compares nothing with nothing.
    if (isList(axes)) return [Number(axes[0]), Number(axes[1])]
    return [along(isSize(axes) ? axes : undefined, a.length), along(isSize(axes) ? axes : undefined, b.length)]
  }

  override options(): Record<string, unknown> {
    return { axes: this.axes instanceof UnknownSetting ? new UnknownOption(this.axes.reason) : this.axes }
  }
}
