import { checkBlock } from '../../test/checkBlock'
import { vggStage } from './vggStage'

checkBlock('vggStage', [
  {
    title: 'the third of VGG-16',
    inputs: [[56, 56, 128]],
    build: x => vggStage(x, 256, 3),
    outputs: [[56, 56, 256]],
    parameters: 295_168 + 2 * 590_080,
  },
  {
    title: 'padded by 100 pixels, with batch normalisation',
    inputs: [[500, 500, 3]],
    build: x => vggStage(x, 64, 2, { firstPadding: 100, batchNorm: true }),
    outputs: [[698, 698, 64]],
    parameters: 1792 + 36_928 + 2 * 2 * 64,
  },
])
