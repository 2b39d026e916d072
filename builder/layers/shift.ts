import type { Dimension } from '../dimension'
import { defineLayer, expectMap } from '../layerKind'
import { pair } from '../option'
import { isProblem } from '../problem'

/**
 * Shift: the channels are split evenly into kernel height · kernel width groups, and each group is moved by its own
 * displacement in the window; channels left over stay in place, and zeros move in. A depthwise convolution for nothing,
 * with a single 1 in each window.
 *
 * Input   [height, width, channels]
 * Output  the same shape
 * Params  none
 * MACs    none
 * Error   an even window side, which has no centre
 * Source  Wu et al. 2018, Shift: A Zero FLOP, Zero Parameter Alternative to Spatial Convolutions, §3.1,
 *         https://arxiv.org/abs/1711.08141
 */
export const shift = defineLayer({
  kind: 'shift',
  summary: 'Moves groups of channels by a pixel in different directions.',
  options: { kernelSize: pair('Side of the window of displacements in pixels.') },
  positional: ['kernelSize'],

  infer({ kernelSize }, [input]) {
    const map = expectMap(input)
    if (isProblem(map)) return map
    const even = kernelSize.find(side => typeof side === 'number' && side % 2 === 0)
    if (even === undefined) return [input]
    const message = `a window of ${even} pixels has no centre to shift from`
    return { rule: 'invalid-option', option: 'kernelSize', message }
  },

  window({ kernelSize: [height, width] }, [input]) {
    const displacements = typeof height === 'number' && typeof width === 'number' ? height * width : undefined
    // With fewer channels than displacements no group gets a channel, and all stay in place.
    if (displacements !== undefined && typeof input[2] === 'number' && input[2] < displacements) return 'elementwise'
    return { size: [height, width], stride: [1, 1], padding: [centre(height), centre(width)] }
  },
})

function centre(side: Dimension): number | undefined {
  return typeof side === 'number' ? (side - 1) / 2 : undefined
}
