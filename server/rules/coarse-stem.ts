import type { AnalysedModel, Fix, LayerInstance } from '../analysis'
import { dataflow } from './dataflow'
import { setOption } from './edits'
import { imageOf } from './imageOf'
import { keepsPlaces } from './keepsPlaces'
import { knownWindow } from './knownWindow'
import { isConvolution } from './layerRoles'
import { defineRule } from './rule'
import { seeAlso } from './seeAlso'

/**
 * Finds a small image of at most 64 pixels a side that the first convolution, with the pooling behind it, makes four times
 * smaller or more.
 *
 * Why: a stem of 7×7 windows with stride 2 and a pooling is made for photographs of 224 pixels. Of a 32×32 image it leaves
 * 8×8 before anything but edges is found. Networks for small images start with 3×3 windows of stride 1 and no pooling.
 * Patches side by side, where the window is as large as its stride, are a choice of their own and are left alone.
 *
 * Do: use a 3×3 window with stride 1 in the first convolution, and leave the pooling behind it out.
 *
 * @example
 * const image = input(32, 32, 3)
 * const stem = image.conv2d(64, 7, { strides: 2, padding: 'same' }).relu().maxPool2d(3, { strides: 2, padding: 'same' })
 * model('small', image, stem.conv2d(64, 3).relu().globalAveragePool2d().dense(10).softmax())
 *
 * Source: He et al. 2016, Deep Residual Learning, §4.2, https://arxiv.org/abs/1512.03385; Zeiler and Fergus 2014, Visualizing
 * and Understanding Convolutional Networks, §4.1, https://arxiv.org/abs/1311.2901
 */
export const coarseStem = defineRule({
  id: 'coarse-stem',
  severity: 'warning',

  *check(analysis) {
    const flow = dataflow(analysis)
    for (const model of analysis.models) {
      const image = imageOf(model)
      const stem = image && Math.max(...image) <= MOST_SIDE ? stemOf(model, flow.consumers) : undefined
      const site = stem && flow.instanceOf(stem.convolution.node)?.site
      if (!image || !stem || !site || stem.factor < 4) continue
      const [height, width] = stem.end.node.outputShapes[0]
      const edit =
        site.instances.length === 1 && site.optionNodes.has('strides') ? setOption(site, 'strides', '1') : undefined
      const fixes: Fix[] = edit ? [{ title: 'Use strides 1', edits: [edit] }] : []
      yield {
        span: site.nameSpan,
        message: `the first convolution${stem.end === stem.convolution ? '' : ` and ${stem.end.name}`} leave ${height}×${width} of the ${image.join('×')} image, before more than edges is found`,
        related:
          stem.end === stem.convolution
            ? undefined
            : seeAlso(analysis, flow, [stem.end.node], 'makes it smaller again'),
        fixes,
      }
    }
  },
})

const MOST_SIDE = 64

interface Stem {
  readonly convolution: LayerInstance
  readonly end: LayerInstance
  /** How many times smaller a side comes out. */
  readonly factor: number
}

/** From the image through the first convolution to before the second, where that is one way. */
function stemOf(
  { instances }: AnalysedModel,
  consumers: (node: LayerInstance['node']) => readonly LayerInstance['node'][],
) {
  const byNode = new Map(instances.map(instance => [instance.node, instance]))
  let node = instances.find(({ node }) => node.inputs.length === 0)?.node
  let stem: Stem | undefined
  while (node) {
    const readers = consumers(node)
    if (readers.length !== 1) return stem
    node = readers[0]
    if (keepsPlaces(node) || node.kind.kind === 'zeroPad2d') continue
    const [window, instance] = [knownWindow(node), byNode.get(node)]
    if (!window || !instance || (isConvolution(node) ? stem : !stem)) return stem
    const { kernel, strides } = window
    if (!stem && kernel.every((side, axis) => side <= strides[axis])) return undefined
    const factor = (stem?.factor ?? 1) * Math.min(...strides)
    if (!stem) stem = { convolution: instance, end: instance, factor }
    else if (factor > stem.factor) stem = { ...stem, end: instance, factor }
  }
  return stem
}
