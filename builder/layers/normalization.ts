import { formatDimension } from '../dimension'
import type { Weight } from '../layerKind'
import { flagOr, numberOr } from '../option'
import type { Shape } from '../shape'

/** The options of every normalisation with a learned scale and offset per channel, with Keras's defaults. */
export const normalizationOptions = {
  epsilon: numberOr(1e-3, 'Added to the variance, so that nothing is divided by zero.'),
  center: flagOr(true, 'Whether to add a learned offset per channel.'),
  scale: flagOr(true, 'Whether to multiply by a learned scale per channel.'),
}

interface Learned {
  readonly center: boolean
  readonly scale: boolean
}

export function normalizationWeights({ center, scale }: Learned, shape: Shape): readonly Weight[] {
  return [
    ...(scale ? [{ name: 'gamma', shape, trainable: true, initializer: 'ones' } as const] : []),
    ...(center ? [{ name: 'beta', shape, trainable: true, initializer: 'zeros' } as const] : []),
  ]
}

export function normalizationFormula({ center, scale }: Learned, shape: Shape): string {
  const each = Number(center) + Number(scale)
  if (each === 0) return ''
  const size = shape.map(formatDimension).join('·')
  return each === 1 ? size : `2·${size}`
}
