import { ablationCam } from './ablationCam'
import { activationMaximization } from './activationMaximization'
import { cam } from './cam'
import { deconvnet } from './deconvnet'
import { effectiveReceptiveField } from './effectiveReceptiveField'
import { eigenCam } from './eigenCam'
import type { Explanation } from './explanation'
import { filters } from './filters'
import { gradCam } from './gradCam'
import { gradCamPlusPlus } from './gradCamPlusPlus'
import { gradientTimesInput } from './gradientTimesInput'
import { guidedBackpropagation } from './guidedBackpropagation'
import { guidedGradCam } from './guidedGradCam'
import { hiResCam } from './hiResCam'
import { integratedGradients } from './integratedGradients'
import { layerCam } from './layerCam'
import { layerwiseRelevance } from './layerwiseRelevance'
import { lime } from './lime'
import { occlusion } from './occlusion'
import { rise } from './rise'
import { saliency } from './saliency'
import { scoreCam } from './scoreCam'
import { smoothGrad } from './smoothGrad'
import { xGradCam } from './xGradCam'

const methods: readonly Explanation[] = [
  gradCam,
  gradCamPlusPlus,
  hiResCam,
  layerCam,
  xGradCam,
  cam,
  eigenCam,
  scoreCam,
  ablationCam,
  saliency,
  gradientTimesInput,
  smoothGrad,
  integratedGradients,
  layerwiseRelevance,
  guidedBackpropagation,
  deconvnet,
  guidedGradCam,
  occlusion,
  rise,
  lime,
  effectiveReceptiveField,
  filters,
  activationMaximization,
]

/** Every explanation, by its name, in the order in which they are offered. A new one is a file beside this one, and a line here. */
export const explanations: ReadonlyMap<string, Explanation> = new Map(methods.map(method => [method.name, method]))
