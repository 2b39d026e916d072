import type { LayerNode } from '../../builder/node'
import type { Analysis, Fix, LayerInstance } from '../analysis'
import { type Dataflow, dataflow } from './dataflow'
import { type Edit, setOption } from './edits'
import { keepsPlaces } from './keepsPlaces'
import { type KnownWindow, knownWindow } from './knownWindow'
import { defineRule } from './rule'
import { seeAlso } from './seeAlso'
import { shownDefect } from './shownDefect'

/**
 * Finds convolutions in a row whose dilation rates leave holes: pixels within the window of the last one that none of its
 * weights ever sees.
 *
 * Why: a window of rate 2 reads every second pixel. Where all rates share a factor, or grow faster than the windows before
 * them fill, the row as a whole sees a grid, and neighbouring outputs see different pixels: the map comes out in a
 * checkered pattern. Branches side by side, as in ASPP, are no row and are left alone, and so are rates whose holes a
 * convolution before or behind them fills.
 *
 * Do: let the rates start at 1 and grow no faster than what is seen already: 1, 2, 3 in the place of 2, 2, 2; or 1, 2, 5.
 *
 * @example
 * const image = input(64, 64, 3)
 * const first = image.conv2d(16, 3, { dilationRate: 2, padding: 'same' }).relu()
 * model('grid', image, first.conv2d(16, 3, { dilationRate: 2, padding: 'same' }).relu())
 *
 * Source: Wang et al. 2018, Understanding Convolution for Semantic Segmentation, §3.2, https://arxiv.org/abs/1702.08502;
 * Yu, Koltun and Funkhouser 2017, Dilated Residual Networks, §4, https://arxiv.org/abs/1705.09914
 */
export const gridding = defineRule({
  id: 'gridding',
  severity: 'warning',

  *check(analysis) {
    const flow = dataflow(analysis)
    for (const row of rowsOf(flow)) {
      const dilated = row.filter(({ window }) => window.rates.some(rate => rate > 1))
      if (dilated.length < 2) continue
      const seen = ([0, 1] as const).map(axis => seenAlong(row, axis))
      const worst = seen[0].read / seen[0].span <= seen[1].read / seen[1].span ? 0 : 1
      const { read, span } = seen[worst]
      const last = flow.instanceOf(dilated.at(-1)!.node)
      if (read === span || !last) continue
      const rates = dilated.map(({ window }) => window.rates[worst]).join(', ')
      yield {
        span: last.site.nameSpan,
        message: `dilation rates ${rates} in a row leave holes: of ${span} pixels in a line only ${read} are ever read`,
        related: seeAlso(
          analysis,
          flow,
          dilated.slice(0, -1).map(({ node }) => node),
          'in the row too',
        ),
        fixes: graded(analysis, flow, dilated),
        ...shownDefect(flow.instanceOf(row[0].node), flow.instanceOf(row.at(-1)!.node)),
      }
    }
  },
})

interface Member {
  readonly node: LayerNode
  readonly window: KnownWindow
}

/** Windows of stride 1 one behind another, as far as each is read by the next alone, activations and the like between. */
function* rowsOf(flow: Dataflow): Generator<Member[]> {
  const ends = flow.nodes.flatMap(node => memberOf(node) ?? []).filter(({ node }) => !nextWindow(node, flow))
  for (const end of ends) {
    const row = [end]
    for (let member = windowBefore(end.node, flow); member; member = windowBefore(member.node, flow))
      row.unshift(member)
    yield row
  }
}

function memberOf(node: LayerNode): Member | undefined {
  const window = knownWindow(node)
  return window?.strides.every(step => step === 1) ? { node, window } : undefined
}

function nextWindow(node: LayerNode, flow: Dataflow): Member | undefined {
  for (let current = node; ; ) {
    const readers = flow.consumers(current)
    if (readers.length !== 1 || flow.isOutput(current)) return undefined
    current = readers[0]
    if (!keepsPlaces(current)) return memberOf(current)
  }
}

function windowBefore(node: LayerNode, flow: Dataflow): Member | undefined {
  for (let current = node; ; ) {
    const source = current.inputs[0]?.node
    if (!source || flow.consumers(source).length !== 1 || flow.isOutput(source)) return undefined
    current = source
    if (!keepsPlaces(current)) return memberOf(current)
  }
}

/** How many pixels a row of windows spans along an axis, and how many of them some weight sees. */
function seenAlong(row: readonly Member[], axis: 0 | 1): { span: number; read: number } {
  let offsets = new Set([0])
  let span = 1
  for (const { window } of row) {
    const [taps, rate] = [window.kernel[axis], window.rates[axis]]
    span += (taps - 1) * rate
    if (span > MOST_PIXELS) return { span: 1, read: 1 }
    const reached = new Set<number>()
    for (const offset of offsets) for (let tap = 0; tap < taps; tap += 1) reached.add(offset + tap * rate)
    offsets = reached
  }
  return { span, read: offsets.size }
}

const MOST_PIXELS = 4096

/** Rates that start at 1 and reach as far, each no larger than what the windows before it have filled. */
function graded(analysis: Analysis, flow: Dataflow, dilated: readonly Member[]): Fix[] {
  const rates: number[] = []
  let filled = 1
  let owed = 0
  for (const [index, { window }] of dilated.entries()) {
    if (window.kernel[0] !== window.kernel[1] || window.rates[0] !== window.rates[1]) return []
    const wanted = window.rates[0] + (index === dilated.length - 1 ? owed : 0)
    const rate = Math.min(wanted, filled)
    owed += window.rates[0] - rate
    filled += (window.kernel[0] - 1) * rate
    rates.push(rate)
  }
  const edits = dilated.map(({ node }, index): Edit | undefined => {
    const instance: LayerInstance | undefined = flow.instanceOf(node)
    const alone = instance?.site.instances.length === 1 && analysis.sites.includes(instance.site)
    return alone ? setOption(instance.site, 'dilationRate', `${rates[index]}`) : undefined
  })
  if (edits.includes(undefined)) return []
  return [{ title: `Use dilation rates ${rates.join(', ')}`, edits: edits as Edit[] }]
}
