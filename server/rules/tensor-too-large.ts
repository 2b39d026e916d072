import { formatBytes } from '../../builder/format'
import { formatShape } from '../../builder/shape'
import type { LayerInstance } from '../analysis'
import { atSites } from './atSites'
import { defineRule } from './rule'

/**
 * Finds a layer whose output for one image is larger than 128 MiB.
 *
 * Why: that is the largest buffer WebGPU binds unless a graphics card allows more; a program in a browser may not run the
 * network at all, nor may the panel. Training keeps every such output, for every image of a batch.
 *
 * Do: pool or stride earlier, use fewer filters where the map is large, or cut the image into tiles.
 *
 * @example
 * const image = input(2048, 2048, 3)
 * model('huge', image, image.conv2d(64, 3, { padding: 'same' }).relu())
 *
 * Source: WebGPU, §3.6.2, maxStorageBufferBindingSize, https://www.w3.org/TR/webgpu/#limits
 */
export const tensorTooLarge = defineRule({
  id: 'tensor-too-large',
  severity: 'information',

  *check(analysis) {
    for (const { site, what, times } of atSites(analysis, outputBeyond)) {
      const message = `its output ${what}${times}: more than the 128 MiB that a browser's WebGPU takes as one buffer by default`
      yield { span: site.nameSpan, message, fixes: [] }
    }
  },
})

const MOST_BYTES = 128 * 1024 * 1024

function outputBeyond({ node, costs: { outputMemory } }: LayerInstance): string | undefined {
  // What follows a convolution in place has its size; one finding says it.
  if (typeof outputMemory !== 'number' || outputMemory <= MOST_BYTES) return undefined
  if (node.inputs.some(({ node: source }) => source.outputShapes[0].join() === node.outputShapes[0].join()))
    return undefined
  return `of ${formatShape(node.outputShapes[0])} takes ${formatBytes(outputMemory)}`
}
