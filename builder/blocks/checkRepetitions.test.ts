import { expect, test } from 'vitest'
import { input } from '../input'
import { denseBlock } from './denseBlock'
import { selectiveKernel } from './selectiveKernel'
import { vggStage } from './vggStage'

const image = input(8, 8, 32)

test('what a block repeats has an end', () => {
  for (const count of [Number.POSITIVE_INFINITY, Number.NaN, 1001, 1.5, -1]) {
    expect(() => denseBlock(image, count, 4)).toThrow(
      `denseBlock: layers must be an integer from 0 to 1000, got ${count}`,
    )
    expect(() => vggStage(image, 4, count)).toThrow('vggStage: convolutions must be an integer from 0 to 1000')
    expect(() => selectiveKernel(image, 32, { paths: count })).toThrow('paths must be an integer from 1 to 1000')
  }
})
