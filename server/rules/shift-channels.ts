import type { LayerInstance } from '../analysis'
import { atSites } from './atSites'
import { type Dataflow, dataflow } from './dataflow'
import { keepsPlaces } from './keepsPlaces'
import { defineRule } from './rule'

/**
 * Finds a shift of fewer channels than it has directions, or one that no layer mixes afterwards.
 *
 * Why: a shift moves a group of channels in each direction of its window. With fewer channels than directions no group gets
 * any, and the layer does nothing. By itself a shift only moves: it is the 1×1 convolution behind it that compares a pixel
 * with its neighbours.
 *
 * Do: give it at least as many channels as the window has pixels, and a 1×1 convolution behind.
 *
 * @example
 * const image = input(32, 32, 3)
 * model('moved', image, image.shift(3).conv2d(16, 1).relu())
 *
 * Source: Wu et al. 2018, Shift, §3.1, https://arxiv.org/abs/1711.08141
 */
export const shiftChannels = defineRule({
  id: 'shift-channels',
  severity: 'warning',

  *check(analysis) {
    const flow = dataflow(analysis)
    for (const { site, what, times } of atSites(analysis, instance => fault(instance, flow))) {
      yield { span: site.nameSpan, message: what + times, fixes: [] }
    }
  },
})

function fault({ node, inputShapes: [input] }: LayerInstance, flow: Dataflow): string | undefined {
  const { kernelSize } = node.options as { kernelSize?: readonly unknown[] }
  if (node.kind.kind !== 'shift' || !kernelSize || node.unknownOptions.length > 0) return undefined
  const [rows, columns] = kernelSize
  const channels = input.at(-1)
  if (typeof rows !== 'number' || typeof columns !== 'number' || typeof channels !== 'number') return undefined
  const directions = rows * columns
  if (channels < directions)
    return `moves none of its ${channels} channels: they are fewer than its ${directions} directions`
  return isNeverMixed(node, flow)
    ? 'no convolution behind it compares the pixels it moves next to each other'
    : undefined
}

/** Whether what is read leaves the model, or is pooled away, with channels apart. */
function isNeverMixed(node: LayerInstance['node'], flow: Dataflow): boolean {
  const readers = flow.consumers(node)
  if (flow.isOutput(node)) return true
  return (
    readers.length > 0 &&
    readers.every(reader => (keepsPlaces(reader) || POOLS.test(reader.kind.kind)) && isNeverMixed(reader, flow))
  )
}

const POOLS = /^(global|max|avg).*Pool2d$/
