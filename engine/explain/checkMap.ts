import type { Tensor } from '@tensorflow/tfjs-core'
import { EngineError } from '../engineError'

/** Throws {@link EngineError} `not-explainable` unless the layer's output has places. */
export function checkMap(layer: string, output: Tensor): void {
  if (output.rank === 4) return
  throw new EngineError('not-explainable', `${layer}: its output is no map`, 'Choose a layer before the flattening.')
}
