import type { LayerNode } from '../../builder/node'
import type { Shape } from '../../builder/shape'

/** Whether the layer slides learned windows over a map, whatever its kind: it has both a kernel and a bias to choose. */
export function isConvolution({ kind }: LayerNode): boolean {
  return 'kernelSize' in kind.options && 'useBias' in kind.options
}

/** Whether a shape is a map of more than one pixel. */
export function isMap(shape: Shape): boolean {
  return shape.length === 3 && !(shape[0] === 1 && shape[1] === 1)
}

/** Whether the layer multiplies by learned weights: a dense layer or a convolution. */
export function isWeighted(node: LayerNode): boolean {
  return node.kind.kind === 'dense' || isConvolution(node)
}
