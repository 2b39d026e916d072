import { asymmetricKernels } from './asymmetric-kernels'
import { averageTheMap } from './average-the-map'
import { depthwiseSeparable } from './depthwise-separable'
import { lowRankPair } from './low-rank-pair'
import { noBias } from './no-bias'
import { pointwiseReduction } from './pointwise-reduction'
import type { Refactoring } from './refactoring'
import { squeezeAndExcite } from './squeeze-and-excite'
import { stackedSmallKernels } from './stacked-small-kernels'

/** Every refactoring, in the order they are offered. A new one is a file beside this one and a line here. */
export const refactorings: readonly Refactoring[] = [
  noBias,
  depthwiseSeparable,
  stackedSmallKernels,
  asymmetricKernels,
  pointwiseReduction,
  lowRankPair,
  averageTheMap,
  squeezeAndExcite,
]
