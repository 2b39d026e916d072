import ts from 'typescript'
import type { LayerNode } from '../../builder/node'
import { formatShape } from '../../builder/shape'
import type { Fix } from '../analysis'
import type { Span } from '../span'
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
    const told = new Set<number>()
    // The input of a sequential model is made by no call of its own.
    const sources = new Set<LayerNode>()
    for (const node of flow.nodes) {
      if (node.inputs.length === 0) sources.add(node)
      for (const { node: source } of node.inputs) if (source.inputs.length === 0) sources.add(source)
    }
    for (const node of sources) {
      const place = isTurned(node, flow) ? placeOf(node, flow) : undefined
      if (!place || told.has(place.span.start)) continue
      told.add(place.span.start)
      const [rows, columns, channels] = node.outputShapes[0]
      const lines = rows === 1 ? '1 row' : `${rows} rows`
      yield {
        span: place.span,
        message: `${formatShape([rows, columns, channels])} means ${lines} of ${columns} pixels with ${channels} channels; the channels come last`,
        fixes: turn(place.sizes),
      }
    }
  },
})

/** Where the shape is written, and its sizes: the arguments of `input`, or the shape that a layer or an input is made with. */
function placeOf(node: LayerNode, flow: Dataflow): { span: Span; sizes: readonly ts.Expression[] } | undefined {
  const own = flow.instanceOf(node)?.site
  if (own?.dialect === 'builder') return { span: own.nameSpan, sizes: [...(own.call.arguments ?? [])] }
  const sites = [own, ...flow.consumers(node).map(reader => flow.instanceOf(reader)?.site)]
  for (const site of sites) {
    const written = site?.optionNodes.get('inputShape') ?? site?.optionNodes.get('shape')
    if (!written) continue
    return { span: spanOf(written), sizes: ts.isArrayLiteralExpression(written) ? written.elements : [] }
  }
  return undefined
}

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

function turn(sizes: readonly ts.Expression[]): Fix[] {
  if (sizes.length !== 3 || !sizes.every(isLiteral)) return []
  const [rows, columns, channels] = sizes.map(size => size.getText())
  const span = { start: spanOf(sizes[0]).start, end: spanOf(sizes[2]).end }
  const text = `${columns}, ${channels}, ${rows}`
  return [{ title: `Use ${text}`, edits: [{ span, text }] }]
}
