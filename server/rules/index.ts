import { biasBeforeBatchNorm } from './bias-before-batch-norm'
import { dropoutBetweenConvolutions } from './dropout-between-convolutions'
import { duplicateName } from './duplicate-name'
import { groupsDoNotDivide } from './groups-do-not-divide'
import { invalidOption } from './invalid-option'
import { mismatchedMerge } from './mismatched-merge'
import { missingInput } from './missing-input'
import { missingOption } from './missing-option'
import { notAnInput } from './not-an-input'
import type { Rule } from './rule'
import { unknownOption } from './unknown-option'
import { unusedInput } from './unused-input'
import { windowLargerThanInput } from './window-larger-than-input'
import { wrongRank } from './wrong-rank'

/** Every rule, by name. A new rule is a file beside this one and a line here. */
export const rules: readonly Rule[] = [
  biasBeforeBatchNorm,
  dropoutBetweenConvolutions,
  duplicateName,
  groupsDoNotDivide,
  invalidOption,
  mismatchedMerge,
  missingInput,
  missingOption,
  notAnInput,
  unknownOption,
  unusedInput,
  windowLargerThanInput,
  wrongRank,
]
