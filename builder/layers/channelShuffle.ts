import { defineLayer, expectMap } from '../layerKind'
import { count } from '../option'
import { isProblem } from '../problem'
import { dividesGroups } from './sliding'

/**
 * Channel shuffle: channel g · n + i moves to i · groups + g, n being the channels a group, so that the next grouped
 * convolution sees some channels of every group.
 *
 * Input   [height, width, channels]
 * Output  the same shape
 * Params  none
 * MACs    not counted
 * Error   groups do not divide the channels
 * Source  Zhang et al. 2018, ShuffleNet, §3.1, https://arxiv.org/abs/1707.01083
 */
export const channelShuffle = defineLayer({
  kind: 'channelShuffle',
  summary: 'Deals the channels of each group out to all groups.',
  options: { groups: count('Number of groups the channels come in.') },
  positional: ['groups'],

  infer({ groups }, [input]) {
    const map = expectMap(input)
    if (isProblem(map)) return map
    return dividesGroups(map[2], map[2], groups) ?? [input]
  },
})
