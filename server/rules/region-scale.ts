import type { Fix, LayerInstance } from '../analysis'
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
  const field = model?.fields.get(layer.inputs[0].layer)
  const { stride } = (field?.global ? field.throughConvolutions : field) ?? {}
  if (!stride || stride[0] === null || stride[0] !== stride[1] || field?.status === 'misaligned') return undefined
  return Math.abs(scale * stride[0] - 1) > 0.01 ? { scale, stride: stride[0] } : undefined
}
