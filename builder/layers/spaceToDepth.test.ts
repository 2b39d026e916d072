import { checkLayer } from '../../test/checkLayer'
import { spaceToDepth } from './spaceToDepth'

checkLayer(spaceToDepth, [
  // YOLO v2's passthrough: 26×26×64 beside 13×13×1024.
  {
    options: { blockSize: 2 },
    inputs: [[26, 26, 64]],
    output: [13, 13, 256],
    window: { size: [2, 2], stride: [2, 2], padding: [0, 0] },
  },
  { options: { blockSize: 2 }, inputs: [[13, 26, 64]], problem: 'blocks of 2 do not divide a side of 13' },
])
