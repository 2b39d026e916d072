import { blocks, input, model } from 'convolens'

// Where are the shapes, and which? A small SSD (Liu et al. 2016, https://arxiv.org/abs/1512.02325) with default boxes on
// maps of 16×16 and 8×8 places. The shapes are 10 to 22 pixels wide and nearly square, so that two squares a place are
// enough: of 12 and 15 pixels on the fine map, of 18 and 20 on the coarse one.
const image = input(64, 64, 3)

const halved = { padding: 'same', strides: 2 } as const
const edges = image.conv2d(16, 3, halved).relu().conv2d(24, 3, { padding: 'same' }).relu()
const parts = edges.conv2d(32, 3, halved).relu().conv2d(48, 3, { padding: 'same' }).relu()
const fine = parts.conv2d(48, 3, { padding: 'same' }).relu()
const coarse = fine.conv2d(48, 3, halved).relu().conv2d(48, 3, { padding: 'same' }).relu()
const { offsets, scores } = blocks.ssdHead([fine, coarse], [2, 2], 6)

// The default boxes that offsets and scores belong to, in their order; the panel draws boxes by it.
const maps = [
  { height: 16, width: 16, step: 4, size: 12, nextSize: 18, aspectRatios: [] },
  { height: 8, width: 8, step: 8, size: 18, nextSize: 22, aspectRatios: [] },
]

export default model('Shape SSD', image, [offsets, scores.softmax()], {
  weights: './weights/model.json',
  labels: ['background', 'disc', 'square', 'triangle', 'cross', 'ring'],
  preprocessing: { scale: 1 / 255, mean: [0.5, 0.5, 0.5] },
  task: 'detection',
  boxes: { decoder: 'ssd', maps },
})
