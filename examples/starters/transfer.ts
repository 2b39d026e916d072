import { blocks, input, model } from 'convolens'

// A new task for a network that knows another one: the trunk of MobileNet v2 (Sandler et al. 2018,
// https://arxiv.org/abs/1801.04381) as it was trained on a million photographs, and a small head for your own classes. Train
// the head with the trunk frozen; then, with a tenth of the learning rate, the last blocks as well.
const classes = 5

/** Expansion, channels, repeats and strides of the first, as in table 2 of the paper. */
const table = [
  [1, 16, 1, 1],
  [6, 24, 2, 2],
  [6, 32, 3, 2],
  [6, 64, 4, 2],
  [6, 96, 3, 1],
  [6, 160, 3, 2],
  [6, 320, 1, 1],
]

const image = input(224, 224, 3)

let x = image.conv2d(32, 3, { strides: 2, padding: 1, useBias: false }).batchNorm().relu6()
for (const [expansion, channels, repeats, strides] of table) {
  for (let repeat = 0; repeat < repeats; repeat++) {
    x = blocks.invertedResidual(x, channels, { expanded: expansion * x.channels, strides: repeat === 0 ? strides : 1 })
  }
}
const trunk = x.conv2d(1280, 1, { useBias: false }).batchNorm().relu6()
const head = trunk.globalAveragePool2d().dropout(0.2).dense(classes, { name: 'head' })

export default model('Transfer', image, head.softmax(), {
  // weights: './mobileNetV2.safetensors', with the trunk's trained weights; the head counts as untrained until it has some too.
  preprocessing: { scale: 1 / 127.5, mean: [1, 1, 1] },
  task: 'classification',
})
