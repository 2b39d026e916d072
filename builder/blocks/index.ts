/** Blocks of well-known networks: plain functions from tensors to tensors. A new block is a file beside this one and a line here. */
export { asppV2, asppV3 } from './aspp'
export { bottleneck } from './bottleneck'
export { cbam } from './cbam'
export { convBatchNormRelu } from './convBatchNormRelu'
export { darknetConv } from './darknetConv'
export { denseBlock } from './denseBlock'
export { denseTransition } from './denseTransition'
export { depthwiseSeparable } from './depthwiseSeparable'
export { fire } from './fire'
export { inceptionBn } from './inceptionBn'
export {
  inceptionResNetA,
  inceptionResNetB,
  inceptionResNetC,
  inceptionResNetReductionB,
} from './inceptionResNet'
export { inceptionV1 } from './inceptionV1'
export { inceptionV3A, inceptionV3B, inceptionV3C, inceptionV3D, inceptionV3E } from './inceptionV3'
export {
  inceptionReductionA,
  inceptionV4A,
  inceptionV4B,
  inceptionV4C,
  inceptionV4ReductionB,
  inceptionV4Stem,
} from './inceptionV4'
export { invertedResidual } from './invertedResidual'
export { learnedGroupConv } from './learnedGroupConv'
export { mlpconv } from './mlpconv'
export { preactivationBottleneck } from './preactivationBottleneck'
export { preactivationResidual } from './preactivationResidual'
export { pyramidPooling } from './pyramidPooling'
export { residual } from './residual'
export { rpnHead } from './rpnHead'
export { selectiveKernel } from './selectiveKernel'
export { shiftUnit } from './shiftUnit'
export { shuffleUnit } from './shuffleUnit'
export { shuffleUnitV2 } from './shuffleUnitV2'
export { squeezeExcite } from './squeezeExcite'
export { ssdHead } from './ssdHead'
export { uNetConvs, uNetDown, uNetUp } from './uNetSteps'
export { vggStage } from './vggStage'
export { yoloHead } from './yoloHead'
