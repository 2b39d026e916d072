import type { Tensor } from '@tensorflow/tfjs-core'
import type { Dimension } from '../builder/dimension'
import type { LayerKind } from '../builder/layerKind'
import type { OptionTable, OptionValues } from '../builder/option'

/** A layer's weights, by the names that its kind in the builder gives them; or what it works out from them. */
export type Weights = Readonly<Record<string, Tensor>>

/** What one layer did in a forward pass, and the gradient of the result with respect to each of its outputs. */
export interface Trace {
  readonly inputs: readonly Tensor[]
  readonly outputs: readonly Tensor[]
  readonly outputGradients: readonly Tensor[]
  readonly weights: Weights
}

/**
 * How one kind of layer is computed, in TensorFlow.js operations that every backend has.
 *
 * Tensors carry a batch axis in front: `[images, height, width, channels]` or `[images, units]`. All functions run
 * inside `tidy`, and return new tensors, never one they were given.
 */
export interface Computation<Options = Readonly<Record<string, unknown>>> {
  readonly kind: string
  /** What both functions take in the weights' place, where that follows from them alone: worked out once a network. */
  prepare?(options: Options, weights: Weights): Weights
  /** At inference: dropout passes its input on, batch normalisation uses its moving statistics. */
  forward(options: Options, inputs: readonly Tensor[], weights: Weights): readonly Tensor[]
  /** The vector-Jacobian product: the gradients of the result with respect to each input. */
  backward(options: Options, trace: Trace): readonly Tensor[]
}

/** Options of a network that can run: every dimension is a number. */
export type Known<Value> = [Value] extends [Dimension]
  ? number
  : Value extends string | boolean | undefined
    ? Value
    : Value extends Dimension
      ? number
      : { readonly [Key in keyof Value]: Known<Value[Key]> }

/** Defines how a layer kind of the builder is computed. */
export function defineComputation<Table extends OptionTable>(
  kind: Pick<LayerKind<Table>, 'kind' | 'options'>,
  functions: {
    prepare?(options: Known<OptionValues<Table>>, weights: Weights): Weights
    forward(options: Known<OptionValues<Table>>, inputs: readonly Tensor[], weights: Weights): readonly Tensor[]
    backward(options: Known<OptionValues<Table>>, trace: Trace): readonly Tensor[]
  },
): Computation {
  // The graph's options were read by the kind's own table, which makes them of this type.
  return { kind: kind.kind, ...(functions as unknown as Omit<Computation, 'kind'>) }
}
