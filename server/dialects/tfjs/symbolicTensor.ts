import type { LayerNode, NodeOutput } from '../../../builder/node'
import type { HostObject } from '../../evaluate/host'
import { ArrayValue, HostValue, Unknown, type Value } from '../../evaluate/values'
import { valueOfDimension } from '../dimensionValue'
import { type MaybeShape, type NullSizes, UnknownRank } from './shapes'
import type { TfjsLayer } from './tfjsLayer'

/** `tf.SymbolicTensor` in the user's program. */
export class SymbolicTensor implements HostObject, NodeOutput {
  constructor(
    readonly node: LayerNode,
    readonly output: number,
    readonly shape: MaybeShape,
    /** The layer that gave it, and at which of its uses. */
    readonly layer: TfjsLayer,
    readonly use: number,
    private readonly nulls: NullSizes,
    /** Whether it rests on a mistake that was told already. */
    readonly isBroken: boolean,
  ) {}

  get(name: string): Value | undefined {
    if (name === 'shape') return shapeValue(this.shape, this.nulls)
    if (name === 'rank') return this.shape instanceof UnknownRank ? new Unknown(this.shape.reason) : this.shape.length
    if (name === 'name') return this.layer.state.name
    if (name === 'dtype') return 'float32'
    if (name === 'sourceLayer') return new HostValue(this.layer)
    return undefined
  }
}

/** A shape as the program sees it: an array with null for what is open. */
export function shapeValue(shape: MaybeShape, nulls: NullSizes): Value {
  if (shape instanceof UnknownRank) return new Unknown(shape.reason)
  return new ArrayValue(shape.map(size => (nulls.isNull(size) ? null : valueOfDimension(size))))
}

export function tensorIn(value: Value): SymbolicTensor | undefined {
  return value instanceof HostValue && value.object instanceof SymbolicTensor ? value.object : undefined
}
