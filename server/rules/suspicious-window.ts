import type { Fix, LayerInstance } from '../analysis'
import { atSites } from './atSites'
import { isLiteral, setOption } from './edits'
import { inLayers } from './inLayers'
import { knownWindow } from './knownWindow'
import { defineRule } from './rule'

/**
 * Finds a window of a size that looks mistyped: twice the same digit, as 33 for 3×3, or more than 31 pixels a side.
 *
 * Why: no published convolution has such windows but depthwise ones of 31×31. They cost a hundred times what was meant, and
 * where padding keeps the size nothing else tells. Windows as large as their map, depthwise and transposed convolutions, and
 * windows along one axis, such as signals have, are left alone; so is 11, which AlexNet has.
 *
 * Do: write one side, `3`, or both, `[3, 3]`.
 *
 * @example
 * const image = input(64, 64, 3)
 * model('typo', image, image.conv2d(16, 33, { padding: 'same' }))
 *
 * Source: Ding et al. 2022, Scaling Up Your Kernels to 31x31, https://arxiv.org/abs/2203.06717
 */
export const suspiciousWindow = defineRule({
  id: 'suspicious-window',
  severity: 'warning',

  *check(analysis) {
    for (const { site, all, what: side, found, times } of atSites(analysis, strangeSide)) {
      const name = 'poolSize' in site.kind.options ? 'poolSize' : 'kernelSize'
      const written = site.optionNodes.get(name)
      if (!written || !isLiteral(written)) continue
      const meant = side % 11 === 0 ? side / 11 : undefined
      const edit =
        all && meant && found.every(({ what }) => what === side) ? setOption(site, name, `${meant}`) : undefined
      const fixes: Fix[] = edit ? [{ title: `Use ${name} ${meant}${inLayers(site)}`, edits: [edit] }] : []
      const guess = meant ? `; was ${meant}×${meant} meant` : ''
      yield { span: site.nameSpan, message: `a window of ${side}×${side} pixels is unheard of${times}${guess}`, fixes }
    }
  },
})

const MOST = 31

function strangeSide({ node, inputShapes: [[height, width]] }: LayerInstance): number | undefined {
  const window = node.kind.kind === 'depthwiseConv2d' ? undefined : knownWindow(node)
  if (!window) return undefined
  const [side, other] = window.kernel
  if (side !== other || side <= 11 || (side <= MOST && side % 11 !== 0)) return undefined
  // A window that takes in the whole map is a dense layer or a pooling of all.
  return side === height && side === width ? undefined : side
}
