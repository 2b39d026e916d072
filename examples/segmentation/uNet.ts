import { blocks, input, model } from 'convolens'

// Which shape does every pixel belong to? A small U-Net (Ronneberger et al. 2015, https://arxiv.org/abs/1505.04597): the
// way down sees enough of a scene to tell the shapes apart, the way up finds their outlines again with the help of the
// maps that the way down had at each size.
const image = input(64, 64, 3)

const fine = blocks.uNetDown(image, 8)
const middle = blocks.uNetDown(fine.down, 16)
const coarse = blocks.uNetDown(middle.down, 32)
const bottom = blocks.uNetConvs(coarse.down, 64)
const up = blocks.uNetUp(blocks.uNetUp(blocks.uNetUp(bottom, coarse.kept, 32), middle.kept, 16), fine.kept, 8)
const pixels = up.conv2d(6, 1).softmax()

export default model('Shape U-Net', image, pixels, {
  weights: './weights/model.json',
  labels: ['background', 'disc', 'square', 'triangle', 'cross', 'ring'],
  preprocessing: { scale: 1 / 255, mean: [0.5, 0.5, 0.5] },
  task: 'segmentation',
})
