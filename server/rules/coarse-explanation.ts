import type { LayerNode } from '../../builder/node'
import { dataflow } from './dataflow'
import { imageOf } from './imageOf'
import { keepsPlaces } from './keepsPlaces'
import { isConvolution } from './layerRoles'
import { defineRule } from './rule'

/**
 * Finds a classifier of images of 64 pixels and more whose last convolution gives a map of fewer than 7×7 places.
 *
 * Why: Grad-CAM and its kin colour the image by the last map. Where that has 2×2 places, each stands for a quarter of the
 * image, and the picture shows little more than that there is something; of a map of one place it shows nothing.
 *
 * Do: explain an earlier layer, with LayerCAM, which is made for those; or give larger images; or leave the last pooling or
 * stride out.
 *
 * @example
 * const image = input(96, 96, 3)
 * let x = image
 * for (let i = 0; i < 5; i++) x = x.conv2d(16, 3, { strides: 2, padding: 'same' }).relu()
 * model('coarse', image, x.globalAveragePool2d().dense(10).softmax())
 *
 * Source: Selvaraju et al. 2017, Grad-CAM, §3, https://arxiv.org/abs/1610.02391; Jiang et al. 2021, LayerCAM,
 * https://doi.org/10.1109/TIP.2021.3089943
 */
export const coarseExplanation = defineRule({
  id: 'coarse-explanation',
  severity: 'information',

  *check(analysis) {
    const flow = dataflow(analysis)
    for (const model of analysis.models) {
      const image = imageOf(model)
      if (!image || Math.min(...image) < LEAST_IMAGE) continue
      const head = model.instances.findLast(({ node }) => HEADS.has(node.kind.kind))
      const last = head && convolutionBefore(head.node)
      const site = last && flow.instanceOf(last)?.site
      if (!last || !site) continue
      const [height, width] = last.outputShapes[0]
      if (typeof height !== 'number' || typeof width !== 'number' || Math.max(height, width) >= LEAST_MAP) continue
      const cell = [Math.round(image[0] / height), Math.round(image[1] / width)].join('×')
      yield {
        span: site.nameSpan,
        message: `Grad-CAM of its ${height}×${width} map would colour the ${image.join('×')} image in patches of ${cell} pixels; an earlier layer shows more`,
        fixes: [],
      }
    }
  },
})

const LEAST_IMAGE = 64
const LEAST_MAP = 7
const HEADS: ReadonlySet<string> = new Set(['flatten', 'globalAveragePool2d', 'globalMaxPool2d'])

/** The convolution that makes the map a head pools or flattens. */
function convolutionBefore(head: LayerNode): LayerNode | undefined {
  for (let [{ node }] = head.inputs; ; [{ node }] = node.inputs) {
    if (isConvolution(node)) return node
    if (!keepsPlaces(node) && !('poolSize' in node.kind.options)) return undefined
  }
}
