import { formatDimension } from '../../builder/dimension'
import type { LayerNode } from '../../builder/node'
import { formatShape } from '../../builder/shape'
import type { Fix, LayerInstance, LayerSite } from '../analysis'
import { atSites } from './atSites'
import { type Dataflow, dataflow } from './dataflow'
import { insertBefore, removeCall } from './edits'
import { keepsPlaces } from './keepsPlaces'
import { isMap } from './layerRoles'
import { defineRule } from './rule'
import { seeAlso } from './seeAlso'

/**
 * Finds a dense layer that stands on a map where the scores of the whole image are wanted: nothing brings the map to a
 * vector, or only a `flatten` behind it does.
 *
 * Why: on a map a dense layer works along the channels, at every pixel by itself, and never looks at two places at once.
 * The model then gives scores for every place, and not for the image. What labels pixels (a model of the task
 * `'segmentation'` or `'detection'`, or scores as large as the image), what is pooled behind, and dense layers within
 * blocks are left alone.
 *
 * Do: put `globalAveragePool2d` before the dense layer, or `flatten`.
 *
 * @example
 * const image = input(32, 32, 3)
 * model('digits', image, image.conv2d(16, 3).relu().maxPool2d(2).dense(10).softmax())
 *
 * Source: Lin, Chen and Yan 2014, Network In Network, §3.2, https://arxiv.org/abs/1312.4400
 */
export const denseOnMap = defineRule({
  id: 'dense-on-map',
  severity: 'warning',

  *check(analysis) {
    const flow = dataflow(analysis)
    for (const { site, all, what, times } of atSites(analysis, instance => endOf(instance, flow))) {
      const { map, end, flatten } = what
      const [height, width] = map.map(formatDimension)
      const places = `works at each of the ${height}×${width} places by itself`
      const message = flatten
        ? `${places}; it stands before the flattening that would bring the map to a vector${times}`
        : `${places}: the model gives ${formatShape(end.outputShapes[0])}, not the scores of one image${times}`
      const fixes = all && site.instances.length === 1 ? bringToVector(site, flatten, flow) : []
      const related = flatten && seeAlso(analysis, flow, [flatten], 'flattened only here')
      yield { span: site.nameSpan, message, related, fixes }
    }
  },
})

interface End {
  readonly map: LayerNode['outputShapes'][number]
  /** The last layer before the map leaves the model or is flattened. */
  readonly end: LayerNode
  readonly flatten?: LayerNode
}

/** Where the map goes that a head's first dense layer leaves a map. */
function endOf({ node, inputShapes: [map], model }: LayerInstance, flow: Dataflow): End | undefined {
  const task = model?.graph.info.task
  if (node.kind.kind !== 'dense' || !isMap(map) || !model || task === 'segmentation' || task === 'detection') {
    return undefined
  }
  if (isBehindDense(node)) return undefined
  for (let end = node; ; ) {
    const readers = flow.consumers(end)
    if (flow.isOutput(end)) {
      return readers.length === 0 && isSmallerThanImage(node, map, flow) ? { map, end } : undefined
    }
    if (readers.length !== 1) return undefined
    const [next] = readers
    if (next.kind.kind === 'flatten') {
      return feedsDense(next, flow) ? { map, end, flatten: next } : undefined
    }
    if (next.kind.kind !== 'dense' && !keepsPlaces(next)) return undefined
    end = next
  }
}

function isBehindDense({ inputs: [{ node }] }: LayerNode): boolean {
  for (let source = node; ; source = source.inputs[0].node) {
    if (source.kind.kind === 'dense') return true
    if (!keepsPlaces(source)) return false
  }
}

function feedsDense(flatten: LayerNode, flow: Dataflow): boolean {
  let readers = flow.consumers(flatten)
  while (readers.length === 1 && keepsPlaces(readers[0])) readers = flow.consumers(readers[0])
  return readers.some(({ kind }) => kind.kind === 'dense')
}

/** Scores as large as the image label its pixels; scores of a smaller map, or of pixels that nothing has looked around, do not. */
function isSmallerThanImage(node: LayerNode, [height, width]: End['map'], flow: Dataflow): boolean {
  let isPixelwise = true
  let image: LayerNode | undefined
  for (const ancestor of flow.ancestors(node)) {
    if (ancestor.inputs.length === 0) image ??= ancestor
    else if (!keepsPlaces(ancestor) && ancestor.kind.kind !== 'dense') isPixelwise = false
  }
  if (!image || typeof height !== 'number' || typeof width !== 'number') return false
  const [imageHeight, imageWidth] = image.outputShapes[0]
  if (typeof imageHeight !== 'number' || typeof imageWidth !== 'number') return false
  return isPixelwise || (height < imageHeight && width < imageWidth)
}

function bringToVector(site: LayerSite, flatten: LayerNode | undefined, flow: Dataflow): Fix[] {
  const fixes: Fix[] = []
  const pooling = insertBefore(site, '.globalAveragePool2d()')
  const flattening = insertBefore(site, '.flatten()')
  const place = flatten && flow.instanceOf(flatten)?.site
  const removal = place && place.instances.length === 1 ? removeCall(place) : undefined
  if (pooling && !flatten) fixes.push({ title: 'Average the map first', edits: [pooling] })
  if (flattening && !flatten) fixes.push({ title: 'Flatten the map first', edits: [flattening] })
  if (flattening && removal) fixes.push({ title: 'Flatten the map first', edits: [flattening, removal] })
  return fixes
}
