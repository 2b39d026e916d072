import type { AnalysedModel } from '../analysis'
import { isMap } from './layerRoles'

/** Height and width of the image that a model of one input takes; undefined where it takes none or the size is left open. */
export function imageOf({ graph }: AnalysedModel): readonly [number, number] | undefined {
  const [name, another] = graph.inputs
  const shape = graph.layers.find(layer => layer.name === name)?.outputShapes[0]
  if (another !== undefined || !shape || !isMap(shape)) return undefined
  const [height, width] = shape
  return typeof height === 'number' && typeof width === 'number' ? [height, width] : undefined
}
