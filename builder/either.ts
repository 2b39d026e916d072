import { defineLayer } from './layerKind'
import { flagOr } from './option'

/**
 * The value after a branch whose condition nobody knows: the first tensor where it holds, else the second.
 *
 * It has no method on a tensor: only a static analyser makes it, always with an unknown condition, so that sizes which
 * differ between the paths, and the costs of the network, come out unknown, and the receptive field as a bound.
 */
export const eitherKind = defineLayer({
  kind: 'either',
  summary: 'Is one of two tensors; which one is not known.',
  options: { condition: flagOr(true, 'Whether it is the first.') },
  inputs: 'several',
  infer: ({ condition }, [first, second]) => [condition ? first : second],
  window: () => ({ size: [1, 1], stride: [1, 1], padding: [0, 0], bound: true }),
})
