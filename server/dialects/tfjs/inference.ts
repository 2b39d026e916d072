import { type Dimension, equal, unknownDimension } from '../../../builder/dimension'
import { checkInputs } from './checkInputs'
import type { InputSpec, LayerBehaviour, TfjsWeight } from './layerBehaviour'
import { type MaybeShape, type NullSizes, type TfjsShape, UnknownRank } from './shapes'
import type { LayerState } from './state'
import { TfjsError } from './tfjsError'

/** What came of applying a layer: its shapes, or what is wrong; and what it was built to. */
export interface Outcome {
  readonly shapes?: readonly MaybeShape[]
  readonly problem?: TfjsError
  /** What the application leaves in the layer. */
  readonly built: Pick<LayerState, 'built' | 'weights' | 'specs'>
}

/**
 * `Layer.apply` of tfjs-layers: checks the inputs, builds the layer where that is still to do, checks again, infers the
 * outputs. With several behaviours, those that throw are left out unless all do, and what differs is unknown.
 */
export function inferApplication(
  behaviours: readonly LayerBehaviour[],
  state: LayerState,
  inputs: readonly MaybeShape[],
  nulls: NullSizes,
): Outcome {
  if (behaviours.length === 0) {
    return { shapes: [new UnknownRank('which layer it is is not known')], built: { ...state, built: true } }
  }
  const attempts = behaviours.map((behaviour, index) => attempt(behaviour, state, state.specs[index], inputs, nulls))
  const possible = attempts.filter(({ problem }) => problem === undefined)
  const chosen = possible.length > 0 ? possible : attempts
  const weights = chosen.flatMap(({ weights: own }) => (own ? [own] : []))
  const built = {
    built: state.built || weights.length > 0,
    weights: state.built || weights.length === 0 ? state.weights : weights.reduce(joinWeights),
    specs: attempts.map(({ specs }) => specs),
  }
  if (possible.length === 0) return { problem: attempts[0]!.problem!, built }
  return { shapes: possible.map(({ shapes }) => shapes!).reduce(joinShapes), built }
}

interface Attempt {
  readonly shapes?: readonly MaybeShape[]
  readonly weights?: readonly TfjsWeight[]
  readonly specs: readonly InputSpec[] | undefined
  readonly problem?: TfjsError
}

function attempt(
  behaviour: LayerBehaviour,
  state: LayerState,
  givenSpecs: readonly InputSpec[] | undefined,
  inputs: readonly MaybeShape[],
  nulls: NullSizes,
): Attempt {
  const shapes = inputs.map(shape => behaviour.refine(shape, inputs))
  let weights: readonly TfjsWeight[] | undefined
  let specs = givenSpecs
  const unknown = shapes.find(shape => shape instanceof UnknownRank)
  if (unknown instanceof UnknownRank) {
    const shape = [unknownDimension(unknown.reason)]
    return {
      shapes: [unknown],
      weights: behaviour.hasWeights ? [{ name: 'weights', shape, trainable: true }] : [],
      specs,
    }
  }
  const known = shapes as TfjsShape[]
  try {
    if (!state.built) {
      checkInputs(state.name, behaviour.specsFor(specs, known), known, nulls)
      weights = behaviour.build(known)
      specs = behaviour.inputSpec
    }
    checkInputs(state.name, behaviour.specsFor(specs, known), known, nulls)
    return { shapes: outputsOf(behaviour, known, nulls), weights, specs }
  } catch (error) {
    if (!(error instanceof TfjsError)) throw error
    return { problem: error, weights, specs }
  }
}

/** What tfjs-layers reads from beyond a shape counts as open. */
function outputsOf(behaviour: LayerBehaviour, inputs: readonly TfjsShape[], nulls: NullSizes): readonly TfjsShape[] {
  return behaviour.outputShapes(inputs).map(shape => Array.from(shape, size => size ?? nulls.other()))
}

/** The outputs for other inputs, without any check; undefined where not even that can be computed. */
export function shapesAgain(
  behaviours: readonly LayerBehaviour[],
  inputs: readonly MaybeShape[],
  nulls: NullSizes,
): readonly MaybeShape[] | undefined {
  if (behaviours.length === 0 || inputs.some(shape => shape instanceof UnknownRank)) return undefined
  try {
    return behaviours
      .map((behaviour): readonly MaybeShape[] => outputsOf(behaviour, inputs as TfjsShape[], nulls))
      .reduce(joinShapes)
  } catch (error) {
    if (error instanceof TfjsError) return undefined
    throw error
  }
}

/** What can be said of the outputs of a layer that does not fit its inputs. */
export function shapesInstead(
  [behaviour]: readonly LayerBehaviour[],
  inputs: readonly MaybeShape[],
  reason: string,
  nulls: NullSizes,
): readonly MaybeShape[] {
  const shapes = inputs.map(shape => {
    const rank = behaviour?.inputRank ?? (shape instanceof UnknownRank ? undefined : shape.length)
    if (rank === undefined) return new UnknownRank(reason)
    const batch = (shape instanceof UnknownRank ? undefined : shape[0]) ?? nulls.batch
    return [batch, ...Array.from({ length: rank - 1 }, () => unknownDimension(reason))]
  })
  const unknown = shapes.find(shape => shape instanceof UnknownRank)
  if (!behaviour || unknown) return [new UnknownRank(reason)]
  try {
    return outputsOf(behaviour, shapes as TfjsShape[], nulls)
  } catch (error) {
    if (error instanceof TfjsError) return shapes.slice(0, 1)
    throw error
  }
}

const DEPENDS = 'depends on options that are not known'

export function joinShapes(a: readonly MaybeShape[], b: readonly MaybeShape[]): readonly MaybeShape[] {
  return a.map((shape, index) => {
    const other = b[index]
    if (shape instanceof UnknownRank || !other || other instanceof UnknownRank || other.length !== shape.length) {
      return new UnknownRank(DEPENDS)
    }
    return shape.map((size, axis): Dimension => (equal(size, other[axis]!) ? size : unknownDimension(DEPENDS)))
  })
}

function joinWeights(a: readonly TfjsWeight[], b: readonly TfjsWeight[]): readonly TfjsWeight[] {
  const same = (x: TfjsWeight, y: TfjsWeight | undefined) =>
    y !== undefined &&
    x.trainable === y.trainable &&
    x.shape.length === y.shape.length &&
    x.shape.every((size, axis) => equal(size, y.shape[axis]!))
  if (a.length === b.length && a.every((weight, index) => same(weight, b[index]))) return a
  return [{ name: 'weights', shape: [unknownDimension(DEPENDS)], trainable: true }]
}
