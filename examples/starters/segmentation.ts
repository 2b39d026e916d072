import { blocks, input, model } from 'convolens'

// Which class does every pixel belong to? A U-Net (Ronneberger et al. 2015, https://arxiv.org/abs/1505.04597): the way down
// sees enough to tell the classes apart, the way up finds their outlines again.
const classes = 4

const image = input(128, 128, 3)

const fine = blocks.uNetDown(image, 16)
const middle = blocks.uNetDown(fine.down, 32)
const coarse = blocks.uNetDown(middle.down, 64)
const bottom = blocks.uNetConvs(coarse.down, 128)
const up = blocks.uNetUp(blocks.uNetUp(blocks.uNetUp(bottom, coarse.kept, 64), middle.kept, 32), fine.kept, 16)

export default model('Segmenter', image, up.conv2d(classes, 1).softmax(), {
  preprocessing: { scale: 1 / 255 },
  task: 'segmentation',
})
