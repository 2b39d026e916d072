import { layersByName } from '../../builder/graph'
import type { AnalysedModel, Fix, LayerInstance } from '../analysis'
import { atSites } from './atSites'
import { setOption } from './edits'
import { inLayers } from './inLayers'
import { defineRule } from './rule'

/**
 * Finds a pooling of regions whose `spatialScale` is not one over the stride of its map.
 *
 * Why: boxes are given in pixels of the image. On a map of stride 16 a box is 16 times smaller; with another scale each box
 * cuts out another part of the map than the object it frames, and nothing else tells.
 *
 * Do: give `spatialScale: 1 / stride`, the stride being that of the map's receptive field.
 *
 * @example
 * const image = input(512, 512, 3)
 * const boxes = input(100, 4)
 * const map = image.conv2d(64, 7, { strides: 16, padding: 'same' }).relu()
 * model('regions', [image, boxes], map.roiPool(boxes, { poolSize: 7 }))
 *
 * Source: Girshick 2015, Fast R-CNN, §2.1, https://arxiv.org/abs/1504.08083
 */
export const regionScale = defineRule({
  id: 'region-scale',
  severity: 'warning',

  *check(analysis) {
    for (const { site, all, found, what, times } of atSites(analysis, wrongScale)) {
      const { scale, stride } = what
      const agreed = all && found.every(other => other.what.stride === stride)
      const edit = agreed ? setOption(site, 'spatialScale', `1 / ${stride}`) : undefined
      const fixes: Fix[] = edit ? [{ title: `Use spatialScale 1 / ${stride}${inLayers(site)}`, edits: [edit] }] : []
      const message = `an element of its map stands for ${stride} pixels of the image, but spatialScale ${scale} for ${Number((1 / scale).toPrecision(3))}${times}`
      yield { span: site.nameSpan, message, fixes }
    }
  },
})

function wrongScale({ node, layer, model }: LayerInstance): { scale: number; stride: number } | undefined {
  const { spatialScale: scale } = node.options
  if (!/^roi(Pool|Align)$/.test(node.kind.kind) || typeof scale !== 'number' || node.unknownOptions.length > 0) {
    return undefined
  }
  const stride = model && strideOf(layer.inputs[0].layer, model)
  return stride !== undefined && Math.abs(scale * stride - 1) > 0.01 ? { scale, stride } : undefined
}

/** How many pixels of the image an element of a map stands for, along both axes. */
function strideOf(map: string, model: AnalysedModel): number | undefined {
  const field = model.fields.get(map)
  const windows = field?.global ? field.throughConvolutions : field
  if (windows && field?.status !== 'misaligned' && windows.stride[0] === windows.stride[1])
    return windows.stride[0] ?? undefined
  // In a pyramid, where maps of several strides are merged, the sizes tell it.
  const layers = layersByName(model.graph)
  const sizes = layers.get(map)!.outputShapes[0].slice(0, 2).map(Number)
  const image = (layers.get(model.graph.inputs[0])?.outputShapes[0] ?? []).slice(0, 2).map(Number)
  const steps = image.map((size, axis) => Math.round(size / sizes[axis]))
  return steps.find(step => image.every((size, axis) => Math.ceil(size / step) === sizes[axis]))
}
