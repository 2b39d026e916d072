import { ceilDivide, type Dimension, formatDimension, multiply } from '../dimension'
import { defineLayer, expectMap } from '../layerKind'
import { count } from '../option'
import { isProblem } from '../problem'
import { stretched } from './stretched'

/**
 * Pixel shuffle, also called depth to space: the channels of every place become a block of blockSize × blockSize places,
 * row by row, in TensorFlow's order (the channels of one place stay together).
 *
 * Input   [height, width, channels]
 * Output  [height · blockSize, width · blockSize, channels / blockSize²]
 * Params  none
 * MACs    none
 * Error   blockSize² does not divide the channels
 * Source  Shi et al. 2016, Real-Time Single Image and Video Super-Resolution, §3.2, https://arxiv.org/abs/1609.05158
 */
export const pixelShuffle = defineLayer({
  kind: 'pixelShuffle',
  summary: 'Spreads the channels of every place over a block of places.',
  options: { blockSize: count('Side of a block in elements.') },
  positional: ['blockSize'],

  infer({ blockSize }, [input]) {
    const map = expectMap(input)
    if (isProblem(map)) return map
    const [height, width, channels] = map
    const block: Dimension = multiply(blockSize, blockSize)
    if (typeof block === 'number' && typeof channels === 'number' && channels % block !== 0) {
      const message = `blocks of ${formatDimension(blockSize)}×${formatDimension(blockSize)} do not divide ${channels} channels`
      return { rule: 'invalid-option', option: 'blockSize', message }
    }
    return [[multiply(height, blockSize), multiply(width, blockSize), ceilDivide(channels, block)]]
  },

  window: (_options, [input], [output]) => stretched(input, output, 1, 'halfPixel'),
})
