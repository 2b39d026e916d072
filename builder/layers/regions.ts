import { unknownDimension } from '../dimension'
import { expectMap } from '../layerKind'
import type { Pair } from '../option'
import { isProblem, type Problem } from '../problem'
import type { Shape } from '../shape'
import { expectShape, expectTensors } from './tensors'

/** The shape of regions cut out of a map and pooled to one size: one map a box. */
export function pooledRegions(poolSize: Pair, inputs: readonly Shape[]): readonly Shape[] | Problem {
  const count = expectTensors(inputs, 2, 2, 'a map and boxes')
  if (count) return count
  const [features, boxes] = inputs
  const map = expectMap(features)
  if (isProblem(map)) return map
  const problem = expectShape(boxes, [boxes[0] ?? unknownDimension('there are no boxes'), 4], 'boxes')
  return problem ?? [[boxes[0], ...poolSize, map[2]]]
}
