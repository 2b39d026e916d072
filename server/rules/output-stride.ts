import { dataflow } from './dataflow'
import { headsOf } from './heads'
import { imageOf } from './imageOf'
import { defineRule } from './rule'

/**
 * Finds a model that says it segments, and gives a map of scores a sixteenth of the image's side or less, without anything that enlarges
 * it.
 *
 * Why: each score then stands for a block of 16×16 pixels or more; edges and small things are lost, and no up-sampling of labels
 * brings them back. FCN loses six points of intersection over union at stride 32 against 8; DeepLab keeps to 8 or 16 and
 * enlarges. Models that say nothing of their task, and maps of an eighth, are left alone.
 *
 * Do: enlarge the scores to the image's size, with skips from the layers before; or replace the last strides by dilations.
 *
 * @example
 * const image = input(224, 224, 3)
 * let x = image
 * for (const filters of [16, 32, 64, 64]) x = x.conv2d(filters, 3, { padding: 'same', strides: 2 }).relu()
 * model('roads', image, x.conv2d(4, 1).softmax(), { task: 'segmentation' })
 *
 * Source: Long, Shelhamer and Darrell 2015, Fully Convolutional Networks, table 2, https://arxiv.org/abs/1411.4038; Chen et al.
 * 2017, Rethinking Atrous Convolution, table 1, https://arxiv.org/abs/1706.05587
 */
export const outputStride = defineRule({
  id: 'output-stride',
  severity: 'warning',

  *check(analysis) {
    const flow = dataflow(analysis)
    for (const model of analysis.models) {
      const image = imageOf(model)
      const [head, another] = headsOf(model, flow)
      if (model.graph.info.task !== 'segmentation' || !image || !head || another) continue
      const [height, width] = head.output.outputShapes[0]
      if (head.output.outputShapes[0].length !== 3 || typeof height !== 'number' || typeof width !== 'number') continue
      const stride = Math.max(image[0] / height, image[1] / width)
      if (stride < COARSE) continue
      const side = Math.round(stride)
      yield {
        span: flow.instanceOf(head.scores)?.site.nameSpan ?? model.span,
        message: `gives ${height}×${width} scores for ${image.join('×')} pixels, one for each block of about ${side}×${side}: enlarge them, or dilate in the place of the last strides`,
        related: [{ location: { file: analysis.file, ...model.span }, message: 'its task is segmentation' }],
        fixes: [],
      }
    }
  },
})

const COARSE = 15
