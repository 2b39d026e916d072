import type { AnalysedModel, LayerInstance } from '../analysis'
import { type KnownWindow, knownWindow } from './knownWindow'
import { isConvolution } from './layerRoles'

export interface KnownConvolution {
  readonly instance: LayerInstance
  readonly window: KnownWindow
}

/** A model's convolutions with a window of more than one pixel, in order; those that are not known are left out. */
export function convolutionsOf({ instances }: AnalysedModel): KnownConvolution[] {
  return instances.flatMap(instance => {
    const window = isConvolution(instance.node) ? knownWindow(instance.node) : undefined
    return window?.kernel.some(side => side > 1) ? [{ instance, window }] : []
  })
}
