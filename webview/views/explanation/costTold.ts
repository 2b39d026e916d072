import type { Cost } from '../../../engine/requests'
import { timeOf } from '../../selectors'
import type { State } from '../../state'
import { strings } from '../../strings/strings'

/** What something takes, in passes of the network, and how long that is here: `Cost: 1,000 forward passes, about 3.4 s.` */
export function costTold(state: State, cost: Cost): string {
  const text = strings.explanation
  const passes = text.passes(cost.forwardPasses, cost.backwardPasses)
  const time = timeOf(state, cost)
  return time === undefined ? text.cost(passes) : text.costAndTime(passes, time)
}
