import { unknownReason } from '../../builder/dimension'
import type { LayerNode } from '../../builder/node'
import { formatShape } from '../../builder/shape'
import type { Analysis, Fix, LayerInstance, LayerSite } from '../analysis'
import { type Dataflow, dataflow } from './dataflow'
import { insertAfter, insertBefore, isLiteral, methodCall, removeCall, spanOf } from './edits'
import { inLayers } from './inLayers'
import { isConvolution, isMap } from './layerRoles'
import { defineRule } from './rule'

/**
 * Finds element-wise dropout on a map that comes from a convolution and feeds another one, directly or through
 * activations, pooling, normalisation and merges.
 *
 * Why: neighbouring pixels of a map hold nearly the same. The next convolution reads a dropped one from its
 * neighbours, so the network is hardly regularised; it only learns more slowly. Dropping whole channels works, and so does
 * dropout behind the last convolution. Dropout on the image itself (a denoising network), on a 1×1 map, and before a
 * convolution whose outputs read one pixel each (a 1×1 one, which is a dense layer at every pixel, or a transposed one whose
 * windows do not overlap) is left alone. Right behind a pooling, where neighbours resemble each other less, it is only
 * remarked on: Network in Network and U-Net are trained so.
 *
 * Do: use `spatialDropout2d`, which drops whole channels; move the dropout into the head, behind `flatten` or the global
 * pooling; or remove it.
 *
 * @example
 * const image = input(32, 32, 3)
 * const scores = image.conv2d(16, 3).relu().dropout(0.5).conv2d(32, 3).flatten().dense(10)
 * model('digits', image, scores)
 *
 * Source: Tompson et al. 2015, Efficient Object Localization Using Convolutional Networks,
 * https://arxiv.org/abs/1411.4280; Ghiasi, Lin and Le 2018, DropBlock, https://arxiv.org/abs/1810.12890
 */
export const dropoutBetweenConvolutions = defineRule({
  id: 'dropout-between-convolutions',
  severity: 'warning',

  *check(analysis) {
    const flow = dataflow(analysis)
    for (const site of analysis.sites) {
      if (site.kind.kind !== 'dropout') continue
      const found = site.instances.flatMap(instance => {
        const reader = dropsFromMap(instance) ? convolutionBehind(instance.node, flow) : undefined
        return reader ? [{ instance, reader }] : []
      })
      const [first] = found
      if (first === undefined) continue
      const map = formatShape(first.instance.inputShapes[0])
      const times = found.length > 1 ? ` (in ${found.length} places)` : ''
      const reader = flow.instanceOf(first.reader)
      const message =
        `dropout between convolutions hardly regularises: neighbours in the ${map} map hold nearly the same, ` +
        `so ${flow.nameOf(first.reader)} still reads what was dropped${times}`
      yield {
        span: site.nameSpan,
        ...(found.every(({ instance }) => isPooled(instance.node)) ? { severity: 'information' } : {}),
        message,
        related: reader && [
          { location: { file: analysis.file, ...reader.site.nameSpan }, message: 'the convolution that reads the map' },
        ],
        fixes: fixes(site, analysis, flow),
      }
    }
  },
})

function dropsFromMap({ node, inputShapes: [input] }: LayerInstance): boolean {
  return node.options.rate !== 0 && isMap(input) && input.every(size => unknownReason(size) === undefined)
}

/** The first convolution that reads what the dropout leaves, where its map comes from a convolution too. */
function convolutionBehind(dropout: LayerNode, flow: Dataflow): LayerNode | undefined {
  const seen = new Set<LayerNode>()
  const waiting = [...flow.consumers(dropout)]
  for (const node of waiting) {
    if (seen.has(node)) continue
    seen.add(node)
    if (isConvolution(node)) {
      if (readsOnePixel(node)) continue
      for (const ancestor of flow.ancestors(dropout)) if (isConvolution(ancestor)) return node
      return undefined
    }
    if (node.kind.kind !== 'dense' && node.outputShapes.some(isMap)) waiting.push(...flow.consumers(node))
  }
  return undefined
}

/** Its outputs have no neighbours to read from: it is a dense layer at every pixel. */
function readsOnePixel({ kind, options }: LayerNode): boolean {
  // A layer in the place of one that has a problem has no options, and may read what it likes.
  const { kernelSize: sides = [], strides = [] } = options as Record<string, readonly unknown[]>
  if (kind.kind !== 'conv2dTranspose') return sides.every(side => side === 1)
  return sides.every((side, axis) => typeof side === 'number' && side <= Number(strides[axis]))
}

/** Whether the dropout stands right behind a pooling. */
function isPooled({ inputs: [{ node }] }: LayerNode): boolean {
  return 'poolSize' in node.kind.options
}

function fixes(site: LayerSite, analysis: Analysis, flow: Dataflow): Fix[] {
  const offered: Fix[] = []
  const move = moveToHead(site, flow)
  if (move) offered.push(move)
  const text = analysis.sourceFile.text.slice(site.nameSpan.start, site.nameSpan.end)
  if (text === 'dropout' && site.dialect === 'builder') {
    const title = `Drop whole channels with spatialDropout2d${inLayers(site)}`
    offered.push({ title, edits: [{ span: site.nameSpan, text: 'spatialDropout2d' }] })
  }
  const removal = removeCall(site)
  if (removal && !move) offered.push({ title: `Remove the dropout${inLayers(site)}`, edits: [removal] })
  return offered
}

/** Before the last dense layer behind the dropout, else behind the only flattening or global pooling. */
function moveToHead(site: LayerSite, flow: Dataflow): Fix | undefined {
  const [instance, another] = site.instances
  const removal = removeCall(site)
  if (another || !removal) return undefined
  const text = site.call.getText()
  const method = `.${text.slice(site.nameSpan.start - site.call.getStart())}`
  const head = headFrom(instance.node, flow)
  const dense = head.filter(({ kind, inputs: [{ node }] }) => kind.kind === 'dense' && isVector(node)).at(-1)
  const flattening = head.filter(node => isVector(node) && !node.inputs.some(({ node }) => isVector(node)))
  const target = dense ?? (flattening.length === 1 ? flattening[0] : undefined)
  const place = target && flow.instanceOf(target)
  if (!place || place.site.instances.length > 1 || !canStandAt(site, place.site)) return undefined
  const neighbours = dense ? dense.inputs.map(({ node }) => node) : flow.consumers(place.node)
  if (neighbours.some(({ kind }) => kind.kind === 'dropout')) return undefined
  const insertion = dense ? insertBefore(place.site, method) : insertAfter(place.site, method)
  if (!insertion) return undefined
  return { title: 'Move the dropout after the last convolution', edits: [removal, insertion] }
}

interface Head {
  /** From a layer on, itself included, those that no convolution rests on, in the order they were made. */
  readonly layers: readonly LayerNode[]
  /** Whether there is a convolution before them. */
  readonly convolution: boolean
}

/** The heads found so far: a network with a dropout in every block is walked along once, not once for each. */
const heads = new WeakMap<Dataflow, Map<LayerNode, Head>>()

function headFrom(start: LayerNode, flow: Dataflow): readonly LayerNode[] {
  const known = heads.get(flow) ?? new Map<LayerNode, Head>()
  heads.set(flow, known)
  const passed: LayerNode[] = []
  let node = start
  for (let [reader, another] = flow.consumers(node); reader && !another && !known.has(node); ) {
    passed.push(node)
    node = reader
    ;[reader, another] = flow.consumers(node)
  }
  let head = known.get(node) ?? walkedHead(node, flow)
  known.set(node, head)
  for (const before of passed.reverse()) {
    // What has one reader was made before all that is behind it.
    if (isConvolution(before)) head = { ...head, convolution: true }
    else if (!head.convolution) head = { ...head, layers: [before, ...head.layers] }
    known.set(before, head)
  }
  return head.layers
}

function walkedHead(start: LayerNode, flow: Dataflow): Head {
  const reached = new Set([start])
  for (const node of reached) for (const consumer of flow.consumers(node)) reached.add(consumer)
  const ordered = [...reached].sort((a, b) => a.serial - b.serial)
  const last = ordered.findLastIndex(isConvolution)
  return { layers: ordered.slice(last + 1), convolution: last >= 0 }
}

function isVector({ outputShapes }: LayerNode): boolean {
  return outputShapes[0].length === 1
}

/** Whether the dropout's arguments mean the same at another call. */
function canStandAt(site: LayerSite, place: LayerSite): boolean {
  if ((site.call.arguments ?? []).every(isLiteral)) return true
  const chain = spanOf(place.call)
  return methodCall(place) !== undefined && site.call.getStart() >= chain.start && site.call.getEnd() <= chain.end
}
