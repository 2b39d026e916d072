import type { LayerNode } from '../../builder/node'
import type { Fix, LayerInstance } from '../analysis'
import { atSites } from './atSites'
import { isLiteral, removeCall } from './edits'
import { inLayers } from './inLayers'
import { knownWindow } from './knownWindow'
import { defineRule } from './rule'

/**
 * Finds a layer that its options make do nothing: a pooling of 1×1 windows, an up-sampling by 1, a border of 0 pixels, a
 * shuffle of one group, a scale of 1.
 *
 * Why: every element comes out as it went in. Most often another number was meant. Options that are computed, so that the
 * same call does something elsewhere, are left alone.
 *
 * Do: give the number that was meant, or remove the layer.
 *
 * @example
 * const image = input(32, 32, 3)
 * model('idle', image, image.conv2d(16, 3).relu().maxPool2d(1))
 */
export const layerWithoutEffect = defineRule({
  id: 'layer-without-effect',
  severity: 'warning',

  *check(analysis) {
    for (const { site, all, what } of atSites(analysis, idleness)) {
      if (!all || [...site.optionNodes.values()].some(node => !isLiteral(node))) continue
      const removal = removeCall(site)
      const fixes: Fix[] = removal ? [{ title: `Remove ${site.kind.kind}${inLayers(site)}`, edits: [removal] }] : []
      yield { span: site.nameSpan, message: `does nothing: ${what}`, fixes }
    }
  },
})

function idleness({ node }: LayerInstance): string | undefined {
  return node.unknownOptions.length > 0 ? undefined : idle[node.kind.kind]?.(node)
}

const idle: Readonly<Record<string, (node: LayerNode) => string | undefined>> = {
  maxPool2d: onePixel,
  avgPool2d: onePixel,
  upSampling2d: ({ options }) => (are(options.size, 1) ? 'the map comes out once as large' : undefined),
  cropping2d: ({ options }) => (are(options.cropping, 0) ? '0 pixels are cut off' : undefined),
  zeroPad2d: ({ options }) => (are(options.padding, 0) ? '0 pixels are added' : undefined),
  channelShuffle: ({ options }) => (options.groups === 1 ? 'the channels of one group stay in their order' : undefined),
  scaleBy: ({ options }) => (options.factor === 1 ? 'it multiplies by 1' : undefined),
}

function onePixel(node: LayerNode): string | undefined {
  const window = knownWindow(node)
  const isIdle = window && typeof window.padding === 'string' && are(window.kernel, 1) && are(window.strides, 1)
  return isIdle ? 'a 1×1 window with stride 1 leaves every element as it is' : undefined
}

function are(values: unknown, value: number): boolean {
  return typeof values === 'object' && values !== null && Object.values(values).every(each => each === value)
}
