import { input, model } from 'convolens'

// LeNet-5 (LeCun et al. 1998, Gradient-Based Learning Applied to Document Recognition, §II.B): two convolutions find
// strokes and their combinations, three dense layers name the digit. Digits of 28×28 pixels are centred on 32×32, so
// that strokes at their edge reach the middle of a window.
const image = input(32, 32, 1)

const strokes = image.conv2d(6, 5).tanh().avgPool2d(2)
const parts = strokes.conv2d(16, 5).tanh().avgPool2d(2)
const digits = parts.flatten().dense(120).tanh().dense(84).tanh().dense(10).softmax()

export default model('LeNet-5', image, digits, {
  weights: './weights/model.json',
  labels: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
  preprocessing: { scale: 1 / 255 },
  task: 'classification',
})
