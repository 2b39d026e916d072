import type { Unknown } from '../../evaluate/values'
import type { InputSpec, TfjsWeight } from './layerBehaviour'
import type { MaybeShape } from './shapes'
import type { SymbolicTensor } from './symbolicTensor'

/** One use of a layer: the tensors it took and gave. */
export interface Application {
  readonly inputs: readonly SymbolicTensor[]
  readonly outputs: readonly SymbolicTensor[]
}

/** What can change in a layer or model while the program runs; never changed in place, so that a branch can be undone. */
export interface LayerState {
  readonly name: string
  readonly trainable: boolean | Unknown
  readonly built: boolean
  readonly weights: readonly TfjsWeight[]
  /** The demands on inputs, once for every alternative behaviour. */
  readonly specs: readonly (readonly InputSpec[] | undefined)[]
  readonly applications: readonly Application[]
  readonly batchInputShape?: MaybeShape
}
