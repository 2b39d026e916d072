import type { Dimension } from '../../builder/dimension'
import type { LayerInstance } from '../analysis'
import { dataflow } from './dataflow'
import { knownWindow } from './knownWindow'
import { defineRule } from './rule'
import { seeAlso } from './seeAlso'
import { shownDefect } from './shownDefect'

/**
 * Finds strided windows that do not fit their maps evenly: padding `'same'` adds more on one side than on the other, or the last
 * rows and columns are never read.
 *
 * Why: what lies at one border then counts for less than what lies at the opposite one, and small objects there are missed
 * more often. For a classifier that hardly matters; for a detector it does.
 *
 * Do: give images of another size, such as 225 in the place of 224 for 3×3 windows with stride 2 (one more than a multiple of
 * all strides together); or pad both sides by hand.
 *
 * @example
 * const image = input(224, 224, 3)
 * model('blind', image, image.conv2d(16, 3, { strides: 2, padding: 'same' }).relu())
 *
 * Source: Alsallakh et al. 2021, Mind the Pad: CNNs Can Develop Blind Spots, §3, https://arxiv.org/abs/2010.02178
 */
export const unevenPadding = defineRule({
  id: 'uneven-padding',
  severity: 'information',
  strict: true,

  *check(analysis) {
    const flow = dataflow(analysis)
    for (const { instances } of analysis.models) {
      const uneven = instances.flatMap(instance => {
        const how = unevenness(instance)
        return how ? [{ node: instance.node, how }] : []
      })
      const first = uneven.find(({ node }) => flow.instanceOf(node))
      const site = first && flow.instanceOf(first.node)?.site
      if (!first || !site) continue
      const others = uneven.filter(({ node }) => flow.instanceOf(node)?.site !== site).map(({ node }) => node)
      const more = uneven.length > 1 ? ` (as ${uneven.length - 1} more windows of the model)` : ''
      yield {
        span: site.nameSpan,
        message: `${first.how}: what lies there counts for less than at the opposite border${more}`,
        related: seeAlso(analysis, flow, others, 'does not fit its map evenly either'),
        fixes: [],
        ...shownDefect(flow.instanceOf(first.node)),
      }
    }
  },
})

function unevenness({ node, inputShapes: [input] }: LayerInstance): string | undefined {
  const window = input ? knownWindow(node) : undefined
  if (!window || window.ceilMode || typeof window.padding !== 'string') return undefined
  for (const axis of [0, 1]) {
    const size: Dimension = input[axis]
    const step = window.strides[axis]
    const span = (window.kernel[axis] - 1) * window.rates[axis] + 1
    if (typeof size !== 'number' || step < 2 || span > size || span < step) continue
    const line = axis === 0 ? 'row' : 'column'
    if (window.padding === 'valid') {
      const unread = (size - span) % step
      if (unread > 0) return `leaves the last ${unread > 1 ? `${unread} ${line}s` : line} of its ${size} unread`
      continue
    }
    const border = Math.max(0, (Math.ceil(size / step) - 1) * step + span - size)
    if (border % 2 === 1) return `adds ${(border - 1) / 2} before and ${(border + 1) / 2} behind its ${size} ${line}s`
  }
  return undefined
}
