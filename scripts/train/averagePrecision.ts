import { intersectionOverUnion } from '../../engine/detection/intersectionOverUnion'
import type { Detection } from '../../engine/detection/nonMaximumSuppression'
import type { SceneObject } from './scenes'

/**
 * The average precision of one class: the area under the curve of precision over recall, the precision at a recall being
 * the best at that recall or a higher one. A detection is right if it overlaps an object that no surer one has found by at
 * least half.
 *
 * Source  Everingham et al. 2015, The PASCAL Visual Object Classes Challenge: A Retrospective, §3.4.1
 */
export function averagePrecision(
  scenes: readonly { readonly found: readonly Detection[]; readonly objects: readonly SceneObject[] }[],
): number {
  const missing = scenes.map(({ objects }) => [...objects])
  const objects = missing.flat().length
  const ranked = scenes
    .flatMap(({ found }, scene) => found.map(detection => ({ ...detection, scene })))
    .sort((a, b) => b.score - a.score)
  let right = 0
  const points = ranked.map(({ box, scene }, rank) => {
    const hit = missing[scene].findIndex(object => intersectionOverUnion(object.box, box) >= 0.5)
    if (hit >= 0) {
      missing[scene].splice(hit, 1)
      right += 1
    }
    return { recall: right / objects, precision: right / (rank + 1) }
  })
  let [area, recall] = [0, 0]
  for (const [rank, point] of points.entries()) {
    if (point.recall === recall) continue
    area += (point.recall - recall) * Math.max(...points.slice(rank).map(({ precision }) => precision))
    recall = point.recall
  }
  return area
}
