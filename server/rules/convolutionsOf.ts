import type { AnalysedModel, LayerInstance } from '../analysis'
import { type KnownWindow, knownWindow } from './knownWindow'
import { isConvolution } from './layerRoles'

export interface KnownConvolution {
  readonly instance: LayerInstance
  readonly window: KnownWindow
}

/** A model's convolutions with a window of more than one pixel, in order; those that are not known are left out. */
export function convolutionsOf(model: AnalysedModel): readonly KnownConvolution[] {
  const known = convolutions.get(model)
  if (known) return known
  const found: KnownConvolution[] = []
  for (const instance of model.instances) {
    const window = isConvolution(instance.node) ? knownWindow(instance.node) : undefined
    if (window?.kernel.some(side => side > 1)) found.push({ instance, window })
  }
  convolutions.set(model, found)
  return found
}

/** Several rules ask for them. */
const convolutions = new WeakMap<AnalysedModel, readonly KnownConvolution[]>()
