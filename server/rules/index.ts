import { activationWithoutEffect } from './activation-without-effect'
import { beyondBounds } from './beyond-bounds'
import { biasBeforeBatchNorm } from './bias-before-batch-norm'
import { checkerboard } from './checkerboard'
import { discardedLayer } from './discarded-layer'
import { dropoutBetweenConvolutions } from './dropout-between-convolutions'
import { duplicateName } from './duplicate-name'
import { groupsDoNotDivide } from './groups-do-not-divide'
import { highDropoutRate } from './high-dropout-rate'
import { invalidArgument } from './invalid-argument'
import { invalidOption } from './invalid-option'
import { mismatchedMerge } from './mismatched-merge'
import { missingActivation } from './missing-activation'
import { missingInput } from './missing-input'
import { missingOption } from './missing-option'
import { normalizationTwice } from './normalization-twice'
import { notAnInput } from './not-an-input'
import type { Rule } from './rule'
import { runawayEvaluation } from './runaway-evaluation'
import { softmaxOfOneUnit } from './softmax-of-one-unit'
import { uncaughtError } from './uncaught-error'
import { unknownLayer } from './unknown-layer'
import { unknownOption } from './unknown-option'
import { unknownSize } from './unknown-size'
import { unresolvedImport } from './unresolved-import'
import { unusedInput } from './unused-input'
import { windowLargerThanInput } from './window-larger-than-input'
import { windowLargerThanMap } from './window-larger-than-map'
import { windowSkipsPixels } from './window-skips-pixels'
import { wrongInputs } from './wrong-inputs'
import { wrongRank } from './wrong-rank'

/** Every rule, by name. A new rule is a file beside this one and a line here. */
export const rules: readonly Rule[] = [
  activationWithoutEffect,
  beyondBounds,
  biasBeforeBatchNorm,
  checkerboard,
  discardedLayer,
  dropoutBetweenConvolutions,
  duplicateName,
  groupsDoNotDivide,
  highDropoutRate,
  invalidArgument,
  invalidOption,
  mismatchedMerge,
  missingActivation,
  missingInput,
  missingOption,
  normalizationTwice,
  notAnInput,
  runawayEvaluation,
  softmaxOfOneUnit,
  uncaughtError,
  unknownLayer,
  unknownOption,
  unknownSize,
  unresolvedImport,
  unusedInput,
  windowLargerThanInput,
  windowLargerThanMap,
  windowSkipsPixels,
  wrongInputs,
  wrongRank,
]
