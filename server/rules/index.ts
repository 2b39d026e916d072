import { accuracyOfRegression } from './accuracy-of-regression'
import { activatedBottleneck } from './activated-bottleneck'
import { activationBeforeMaxPool } from './activation-before-max-pool'
import { activationWithoutEffect } from './activation-without-effect'
import { adaptivePoolEnlarges } from './adaptive-pool-enlarges'
import { batchNormMomentum } from './batch-norm-momentum'
import { beyondBounds } from './beyond-bounds'
import { biasBeforeBatchNorm } from './bias-before-batch-norm'
import { categoricalLossOfOneUnit } from './categorical-loss-of-one-unit'
import { channelAlignment } from './channel-alignment'
import { channelOrder } from './channel-order'
import { checkerboard } from './checkerboard'
import { coarseExplanation } from './coarse-explanation'
import { coarseStem } from './coarse-stem'
import { constantInitializer } from './constant-initializer'
import { deepPlain } from './deep-plain'
import { denseDominates } from './dense-dominates'
import { denseOnMap } from './dense-on-map'
import { dilationBeyondMap } from './dilation-beyond-map'
import { discardedLayer } from './discarded-layer'
import { dropoutAfterOutput } from './dropout-after-output'
import { dropoutBeforeBatchNorm } from './dropout-before-batch-norm'
import { dropoutBeforeMaxPool } from './dropout-before-max-pool'
import { dropoutBetweenConvolutions } from './dropout-between-convolutions'
import { dropoutOnShortcut } from './dropout-on-shortcut'
import { dropoutRateOutOfRange } from './dropout-rate-out-of-range'
import { dropoutTwice } from './dropout-twice'
import { duplicateName } from './duplicate-name'
import { evenKernel } from './even-kernel'
import { gridding } from './gridding'
import { groupedWithoutShuffle } from './grouped-without-shuffle'
import { groupsDoNotDivide } from './groups-do-not-divide'
import { highDropoutRate } from './high-dropout-rate'
import { invalidArgument } from './invalid-argument'
import { invalidConfiguration } from './invalid-configuration'
import { invalidOption } from './invalid-option'
import { labelsMismatch } from './labels-mismatch'
import { largeKernel } from './large-kernel'
import { layerWithoutEffect } from './layer-without-effect'
import { leakySlope } from './leaky-slope'
import { learningRate } from './learning-rate'
import { localResponseNormalization } from './local-response-normalization'
import { lossAgainstActivation } from './loss-against-activation'
import { misalignedMerge } from './misaligned-merge'
import { mismatchedMerge } from './mismatched-merge'
import { missingActivation } from './missing-activation'
import { missingInput } from './missing-input'
import { missingOption } from './missing-option'
import { missingReduction } from './missing-reduction'
import { missingSigmoid } from './missing-sigmoid'
import { missingSoftmax } from './missing-softmax'
import { narrowHead } from './narrow-head'
import { needlessProjection } from './needless-projection'
import { noActivation } from './no-activation'
import { noDownsampling } from './no-downsampling'
import { normalizationAfterOutput } from './normalization-after-output'
import { normalizationOfOneValue } from './normalization-of-one-value'
import { normalizationOfSum } from './normalization-of-sum'
import { normalizationTwice } from './normalization-twice'
import { notAnInput } from './not-an-input'
import { outputStride } from './output-stride'
import { overBudget } from './over-budget'
import { rectifiedScores } from './rectified-scores'
import { rectifierBeforeAdd } from './rectifier-before-add'
import { regionScale } from './region-scale'
import { reshapeMisfit } from './reshape-misfit'
import type { Rule } from './rule'
import { runawayEvaluation } from './runaway-evaluation'
import { saturatingActivations } from './saturating-activations'
import { shiftChannels } from './shift-channels'
import { smallReceptiveField } from './small-receptive-field'
import { softmaxBeforePooling } from './softmax-before-pooling'
import { softmaxBetweenDense } from './softmax-between-dense'
import { softmaxOfOneUnit } from './softmax-of-one-unit'
import { softmaxTwice } from './softmax-twice'
import { squeezeWidth } from './squeeze-width'
import { strideAndDilation } from './stride-and-dilation'
import { stridedPointwise } from './strided-pointwise'
import { suspiciousWindow } from './suspicious-window'
import { tensorTooLarge } from './tensor-too-large'
import { uncaughtError } from './uncaught-error'
import { unevenPadding } from './uneven-padding'
import { unfaithfulGradCam } from './unfaithful-grad-cam'
import { unknownLayer } from './unknown-layer'
import { unknownOption } from './unknown-option'
import { unknownSize } from './unknown-size'
import { unknownTrainingName } from './unknown-training-name'
import { unproductiveLayers } from './unproductive-layers'
import { unprojectedPoolBranch } from './unprojected-pool-branch'
import { unresolvedImport } from './unresolved-import'
import { unscaledInceptionResidual } from './unscaled-inception-residual'
import { unusedIgnore } from './unused-ignore'
import { unusedInput } from './unused-input'
import { windowLargerThanInput } from './window-larger-than-input'
import { windowLargerThanMap } from './window-larger-than-map'
import { windowSkipsPixels } from './window-skips-pixels'
import { wrongInputs } from './wrong-inputs'
import { wrongRank } from './wrong-rank'
import { wrongShapeContract } from './wrong-shape-contract'

/** Every rule, by name. A new rule is a file beside this one and a line here. */
export const rules: readonly Rule[] = [
  accuracyOfRegression,
  activatedBottleneck,
  activationBeforeMaxPool,
  activationWithoutEffect,
  adaptivePoolEnlarges,
  batchNormMomentum,
  beyondBounds,
  biasBeforeBatchNorm,
  categoricalLossOfOneUnit,
  channelAlignment,
  channelOrder,
  checkerboard,
  coarseExplanation,
  coarseStem,
  constantInitializer,
  deepPlain,
  denseDominates,
  denseOnMap,
  dilationBeyondMap,
  discardedLayer,
  dropoutAfterOutput,
  dropoutBeforeBatchNorm,
  dropoutBeforeMaxPool,
  dropoutBetweenConvolutions,
  dropoutOnShortcut,
  dropoutRateOutOfRange,
  dropoutTwice,
  duplicateName,
  evenKernel,
  gridding,
  groupedWithoutShuffle,
  groupsDoNotDivide,
  highDropoutRate,
  invalidArgument,
  invalidConfiguration,
  invalidOption,
  labelsMismatch,
  largeKernel,
  layerWithoutEffect,
  leakySlope,
  learningRate,
  localResponseNormalization,
  lossAgainstActivation,
  misalignedMerge,
  mismatchedMerge,
  missingActivation,
  missingInput,
  missingOption,
  missingReduction,
  missingSigmoid,
  missingSoftmax,
  narrowHead,
  needlessProjection,
  noActivation,
  noDownsampling,
  normalizationAfterOutput,
  normalizationOfOneValue,
  normalizationOfSum,
  normalizationTwice,
  notAnInput,
  outputStride,
  overBudget,
  rectifiedScores,
  rectifierBeforeAdd,
  regionScale,
  reshapeMisfit,
  runawayEvaluation,
  saturatingActivations,
  shiftChannels,
  smallReceptiveField,
  softmaxBeforePooling,
  softmaxBetweenDense,
  softmaxOfOneUnit,
  softmaxTwice,
  squeezeWidth,
  strideAndDilation,
  stridedPointwise,
  suspiciousWindow,
  tensorTooLarge,
  uncaughtError,
  unevenPadding,
  unfaithfulGradCam,
  unknownLayer,
  unknownOption,
  unknownSize,
  unknownTrainingName,
  unproductiveLayers,
  unprojectedPoolBranch,
  unresolvedImport,
  unscaledInceptionResidual,
  unusedIgnore,
  unusedInput,
  windowLargerThanInput,
  windowLargerThanMap,
  windowSkipsPixels,
  wrongInputs,
  wrongRank,
  wrongShapeContract,
]
