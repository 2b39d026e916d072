import type { LayerNode } from '../../builder/node'
import { formatShape } from '../../builder/shape'
import type { Fix, LayerSite } from '../analysis'
import { type Dataflow, dataflow } from './dataflow'
import { isLiteral, spanOf } from './edits'
import { keepsPlaces } from './keepsPlaces'
import { defineRule } from './rule'

/**
 * Finds an input of 1 or 3 rows with as many channels as an image has columns: the channels stand first.
 *
 * Why: shapes are height, width, channels here. Of `3, 224, 224` the network makes an image of 3 rows with 224 channels; its
 * windows hang over the border, and the first pooling leaves one row. Signals of one row, which windows of one row read, are
 * left alone.
 *
 * Do: put the channels last, and bring the images into the same order.
 *
 * @example
 * const image = input(3, 224, 224)
 * model('turned', image, image.conv2d(16, 3, { padding: 'same' }).relu())
 *
 * Source: https://js.tensorflow.org/api/latest/#layers.conv2d (dataFormat is channelsLast unless said)
 */
export const channelOrder = defineRule({
  id: 'channel-order',
  severity: 'warning',

  *check(analysis) {
    const flow = dataflow(analysis)
    for (const site of analysis.sites) {
      const [instance, ...others] = site.instances
      if (instance?.node.kind.kind !== 'input' || others.some(({ node }) => !isTurned(node, flow))) continue
      if (!isTurned(instance.node, flow)) continue
      const [rows, columns, channels] = instance.node.outputShapes[0]
      const lines = rows === 1 ? '1 row' : `${rows} rows`
      yield {
        span: site.nameSpan,
        message: `${formatShape([rows, columns, channels])} means ${lines} of ${columns} pixels with ${channels} channels; the channels come last`,
        fixes: turn(site),
      }
    }
  },
})

function isTurned(node: LayerNode, flow: Dataflow): boolean {
  const [rows, columns, channels, more] = node.outputShapes[0]
  if (typeof columns !== 'number' || typeof channels !== 'number' || more !== undefined) return false
  if ((rows !== 1 && rows !== 3) || columns < LEAST_SIDE || channels < LEAST_SIDE) return false
  return (columns === channels || channels > MOST_FEATURES) && readByWindows(node, flow)
}

const LEAST_SIDE = 16
/** A signal may well have so many features. */
const MOST_FEATURES = 32

/** Whether a window of several rows reads the image first. */
function readByWindows(image: LayerNode, flow: Dataflow): boolean {
  const waiting = [...flow.consumers(image)]
  for (const node of waiting) {
    const { options } = node
    if (keepsPlaces(node) || /^zeroPad/.test(node.kind.kind)) waiting.push(...flow.consumers(node))
    if (!('kernelSize' in node.kind.options || 'poolSize' in node.kind.options)) continue
    const kernel = (options.kernelSize ?? options.poolSize) as readonly unknown[] | undefined
    // A window that does not fit has lost its size.
    if (kernel?.[0] !== 1) return true
  }
  return false
}

function turn(site: LayerSite): Fix[] {
  const given = [...(site.call.arguments ?? [])]
  if (given.length !== 3 || !given.every(isLiteral)) return []
  const [rows, columns, channels] = given.map(argument => argument.getText())
  const span = { start: spanOf(given[0]).start, end: spanOf(given[2]).end }
  const text = `${columns}, ${channels}, ${rows}`
  return [{ title: `Use ${text}`, edits: [{ span, text }] }]
}
