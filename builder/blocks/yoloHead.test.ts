import { checkBlock } from '../../test/checkBlock'
import { yoloHead } from './yoloHead'

checkBlock('yoloHead', [
  {
    title: 'the coarse head of YOLO v3 on COCO: 3 · (5 + 80) = 255 channels',
    inputs: [[13, 13, 1024]],
    build: x => yoloHead(x, 3, 80),
    outputs: [[13, 13, 255]],
    parameters: (1024 + 1) * 255,
  },
])
