import type { Tensor } from '../tensor'

/** An attention block: weighs a map and keeps its shape. It stands at the end of a residual branch, before the sum. */
export type Gate = (branch: Tensor) => Tensor

/** No attention: the branch as it is. */
export const open: Gate = branch => branch
