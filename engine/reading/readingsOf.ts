import { type Graph, layersByName } from '../../builder/graph'
import { findLogits } from '../logits'
import type { ReadingKind } from '../requests'
import { boxesProblem } from './boxesProblem'

export interface Readings {
  readonly readings: ReadingKind[]
  /** The one that the model's task, or else its last layers, speak for. */
  readonly natural: ReadingKind
  /** Why it is not the one that the model's task names. */
  readonly reason?: string
}

/**
 * The ways in which an output of a network, the first unless said otherwise, can be read. A map that ends in a softmax over its channels, or has as many channels
 * as the model has labels, is a mask, where the model names no other task; what else a map may mean, nobody can know.
 */
export function readingsOf(graph: Graph, of = 0): Readings {
  const { task, boxes, labels } = graph.info
  const { layer, output } = graph.outputs[of]
  const shape = layersByName(graph).get(layer)!.outputShapes[output]
  const isVector = shape.length === 1
  const isMap = shape.length === 3 && !(shape[0] === 1 && shape[1] === 1)
  const problem = boxesProblem(graph)
  const readings: ReadingKind[] = []
  if (isVector || shape.length === 3) readings.push('classes')
  if (isMap) readings.push('mask')
  if (problem === undefined) readings.push('boxes')
  readings.push('values')

  const { activation } = findLogits(graph, of)
  const namesPlaces = isMap && shape[2] !== 1 && (activation === 'softmax' || labels?.length === shape[2])
  const names = readings.includes('classes') && !isMap && (shape.at(-1) !== 1 || activation === 'sigmoid')
  if (task === 'detection' || boxes !== undefined)
    return problem === undefined ? { readings, natural: 'boxes' } : { readings, natural: 'values', reason: problem }
  if (task === 'segmentation' && isMap) return { readings, natural: 'mask' }
  if (task === 'classification' && readings.includes('classes')) return { readings, natural: 'classes' }
  const reason = task === undefined ? undefined : `${layer} gives no ${task === 'segmentation' ? 'map' : 'classes'}`
  const natural = namesPlaces ? 'mask' : names ? 'classes' : 'values'
  return { readings, natural, ...(reason === undefined ? {} : { reason }) }
}
