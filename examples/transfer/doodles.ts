import { input, model } from 'convolens'

// Which of five shapes was drawn? The convolutions are those of the LeNet-5 in ../digits, which know strokes and their
// combinations from handwritten digits, and stay as they are: frozen. Only the head is new, and a few drawings of each shape
// are enough to train it (transfer learning: Yosinski et al. 2014, https://arxiv.org/abs/1411.1792).
const image = input(32, 32, 1)
const frozen = { trainable: false } as const

const strokes = image.conv2d(6, 5, frozen).tanh().avgPool2d(2)
const parts = strokes.conv2d(16, 5, frozen).tanh().avgPool2d(2)
const shapes = parts.flatten().dense(5, { name: 'head' }).softmax()

export default model('Doodles', image, shapes, {
  weights: './weights/model.json',
  labels: ['circle', 'square', 'triangle', 'arrow', 'star'],
  preprocessing: { scale: 1 / 255 },
  task: 'classification',
})
