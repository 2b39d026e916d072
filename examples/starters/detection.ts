import { blocks, input, model, type Tensor } from 'convolens'

// Where are the objects, and what are they? An SSD (Liu et al. 2016, https://arxiv.org/abs/1512.02325) with default boxes on
// maps of 16×16 and 8×8 places. Class 0 is the background.
const classes = 6

const image = input(128, 128, 3)

/** Two convolutions, of which the first halves the map. */
const halved = (x: Tensor, filters: number) =>
  blocks.convBatchNormRelu(blocks.convBatchNormRelu(x, filters, 3, { padding: 'same', strides: 2 }), filters, 3, {
    padding: 'same',
  })

const fine = halved(halved(halved(image, 24), 48), 96)
const coarse = halved(fine, 128)
const { offsets, scores } = blocks.ssdHead([fine, coarse], [2, 2], classes)

// Sizes of the default boxes in pixels; fit them to the objects of your images.
const maps = [
  { height: 16, width: 16, step: 8, size: 24, nextSize: 48, aspectRatios: [] },
  { height: 8, width: 8, step: 16, size: 48, nextSize: 80, aspectRatios: [] },
]

export default model('Detector', image, [offsets, scores.softmax()], {
  preprocessing: { scale: 1 / 255 },
  task: 'detection',
  boxes: { decoder: 'ssd', maps },
})
