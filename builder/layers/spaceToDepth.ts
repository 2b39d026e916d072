import { ceilDivide, multiply } from '../dimension'
import { defineLayer, expectMap } from '../layerKind'
import { count } from '../option'
import { isProblem } from '../problem'

/**
 * Space to depth, as in TensorFlow: every block of blockSize × blockSize places becomes one place with all their channels,
 * row by row, the channels of one place together. YOLOv2 calls it passthrough.
 *
 * Input   [height, width, channels]
 * Output  [height / blockSize, width / blockSize, channels · blockSize²]
 * Params  none
 * MACs    none
 * Error   the block does not divide height and width
 * Source  Redmon and Farhadi 2017, YOLO9000, §2 (Fine-Grained Features), https://arxiv.org/abs/1612.08242
 */
export const spaceToDepth = defineLayer({
  kind: 'spaceToDepth',
  summary: 'Stacks the places of every block into channels.',
  options: { blockSize: count('Side of a block in elements.') },
  positional: ['blockSize'],

  infer({ blockSize }, [input]) {
    const map = expectMap(input)
    if (isProblem(map)) return map
    const [height, width, channels] = map
    if (typeof blockSize === 'number') {
      const uneven = [height, width].find(size => typeof size === 'number' && size % blockSize !== 0)
      if (uneven !== undefined) {
        const message = `blocks of ${blockSize} do not divide a side of ${uneven}`
        return { rule: 'invalid-option', option: 'blockSize', message }
      }
    }
    return [[ceilDivide(height, blockSize), ceilDivide(width, blockSize), multiply(channels, blockSize, blockSize)]]
  },

  window: ({ blockSize }) => ({ size: [blockSize, blockSize], stride: [blockSize, blockSize], padding: [0, 0] }),
})
