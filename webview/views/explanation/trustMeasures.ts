import type { Trust } from '../../../engine/requests'
import { formatNumber, formatPercent } from '../../format'
import { strings } from '../../strings/strings'

/** What was measured of an explanation, for people: one sentence a measure. */
export function trustMeasures({ deletion, insertion, road, randomization, inside }: Trust): string[] {
  const text = strings.trust
  const last = randomization.at(-1)
  return [
    text.deletion(formatNumber(deletion.area), formatNumber(deletion.scores[0])),
    text.insertion(formatNumber(insertion.area), formatNumber(insertion.scores.at(-1)!)),
    text.road(formatNumber(road.score)),
    ...(last === undefined ? [] : [text.randomization(formatNumber(last.correlation))]),
    ...(inside === undefined ? [] : [text.inside(formatPercent(inside.inside), formatPercent(inside.chance))]),
  ]
}
