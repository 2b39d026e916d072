import { blocks, input, model, type Tensor } from 'convolens'

// Which class does an image belong to? Residual stages (He et al. 2016, https://arxiv.org/abs/1512.03385) halve the map three
// times and double the channels; the mean of each channel then votes for the classes.
const classes = 10

const image = input(64, 64, 3)
const stem = blocks.convBatchNormRelu(image, 32, 3, { padding: 'same' })

const stages = [32, 64, 128, 256]
const features = stages.reduce<Tensor>(
  (x, filters, stage) => blocks.residual(blocks.residual(x, filters, { strides: stage === 0 ? 1 : 2 }), filters),
  stem,
)

export default model('Classifier', image, features.globalAveragePool2d().dense(classes).softmax(), {
  preprocessing: { scale: 1 / 255 },
  task: 'classification',
})
