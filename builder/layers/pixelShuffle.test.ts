import { checkLayer } from '../../test/checkLayer'
import { pixelShuffle } from './pixelShuffle'

checkLayer(pixelShuffle, [
  // ESPCN's last layer: 3 · 4² channels to an image four times as large.
  {
    options: { blockSize: 4 },
    inputs: [[64, 64, 48]],
    output: [256, 256, 3],
    window: { size: [1, 1], stride: [0.25, 0.25], padding: [0.375, 0.375] },
  },
  { options: { blockSize: 2 }, inputs: [[8, 8, 6]], problem: 'blocks of 2×2 do not divide 6 channels' },
])
