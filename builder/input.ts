import { symbol } from './dimension'
import { defineLayer } from './layerKind'
import { createNode } from './node'
import { shape as shapeOption } from './option'
import { isProblem, NetworkError } from './problem'
import { Tensor } from './tensor'

/** The kind of a network's inputs. It has no method on a tensor. */
export const inputKind = defineLayer({
  kind: 'input',
  summary: 'Where images enter the network.',
  options: { shape: shapeOption('Height, width and channels, or the length of a vector.') },
  infer: ({ shape }) => [shape],
})

/** A size in pixels; null leaves it open and calls it H or W; a word gives it another name. */
export type InputSize = number | string | null

/**
 * The input of a network: `input(224, 224, 3)`, or `input(null, null, 3)` for images of any size.
 *
 * The same name in two inputs means the same size. Throws {@link NetworkError} for a size that is no integer of at least 1.
 */
export function input(...sizes: readonly InputSize[]): Tensor {
  const node = createNode(inputKind, { shape: sizes.map(namedSize) }, [])
  if (isProblem(node)) throw new NetworkError('input', node)
  return new Tensor(node, 0)
}

/** A size as a dimension: `null` on the first two axes is H and W. */
export function namedSize(size: InputSize, axis: number) {
  return typeof size === 'number' ? size : symbol(size ?? ['H', 'W'][axis] ?? `D${axis + 1}`)
}
