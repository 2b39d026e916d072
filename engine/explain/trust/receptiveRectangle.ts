import type { Graph } from '../../../builder/graph'
import { receptiveFields } from '../../../builder/receptiveField'
import type { Rectangle } from './massInside'

/**
 * The part of the input that one place of a layer sees through its windows, in pixels; it may reach beyond the edges. Undefined
 * where the whole image is seen, or where it cannot be known.
 */
export function receptiveRectangle(
  graph: Graph,
  layer: string,
  place: { readonly row: number; readonly column: number },
  input?: string,
): Rectangle | undefined {
  const field = receptiveFields(graph, input).get(layer)
  if (field === undefined || field.global) return undefined
  const [top, left] = [place.row, place.column].map((index, axis) => {
    const [stride, padding] = [field.stride[axis], field.padding[axis]]
    return stride === null || padding === null ? undefined : index * stride - padding
  })
  const [height, width] = field.size
  if (top === undefined || left === undefined || height === null || width === null) return undefined
  return { top, left, height, width }
}
