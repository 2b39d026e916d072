import type { Fault } from './fault'

/** What is wrong at the output, with the loss, and with the training that a program asks for. */
export const heads: Readonly<Record<string, Fault>> = {
  'softmax over one unit, for two classes': {
    rules: ['softmax-of-one-unit'],
    builder: `
const image = input(64, 64, 3)
const x = image.conv2d(32, 3).relu().maxPool2d(2).conv2d(64, 3).relu().maxPool2d(2).flatten()
model('cats and dogs', image, x.dense(64).relu().dense(1).softmax())`,
    tfjs: `
const net = tf.sequential()
net.add(tf.layers.conv2d({ inputShape: [64, 64, 3], filters: 32, kernelSize: 3, activation: 'relu' }))
net.add(tf.layers.maxPooling2d({ poolSize: 2 }))
net.add(tf.layers.flatten())
net.add(tf.layers.dense({ units: 64, activation: 'relu' }))
net.add(tf.layers.dense({ units: 1, activation: 'softmax' }))
net.compile({ optimizer: 'adam', loss: 'binaryCrossentropy', metrics: ['accuracy'] })`,
  },
  'one sigmoid for ten classes': {
    rules: ['categorical-loss-of-one-unit'],
    tfjs: `
const net = tf.sequential({ layers: [
  tf.layers.conv2d({ inputShape: [28, 28, 1], filters: 16, kernelSize: 3, activation: 'relu' }),
  tf.layers.flatten(),
  tf.layers.dense({ units: 1, activation: 'sigmoid' }),
] })
net.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy', metrics: ['accuracy'] })`,
  },
  'a sigmoid for each of classes that exclude one another': {
    rules: ['loss-against-activation'],
    tfjs: `
const net = tf.sequential()
net.add(tf.layers.conv2d({ inputShape: [28, 28, 1], filters: 16, kernelSize: 3, activation: 'relu' }))
net.add(tf.layers.flatten())
net.add(tf.layers.dense({ units: 10, activation: 'sigmoid' }))
net.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy', metrics: ['accuracy'] })`,
  },
  'binary cross entropy over a softmax': {
    rules: ['loss-against-activation'],
    tfjs: `
const photo = tf.input({ shape: [64, 64, 3] })
const map = tf.layers.conv2d({ filters: 32, kernelSize: 3, activation: 'relu' }).apply(photo)
const flat = tf.layers.flatten().apply(map)
const scores = tf.layers.dense({ units: 5, activation: 'softmax' }).apply(flat)
const net = tf.model({ inputs: photo, outputs: scores })
net.compile({ optimizer: tf.train.adam(), loss: 'binaryCrossentropy', metrics: ['acc'] })`,
  },
  'squared error over a softmax': {
    rules: ['loss-against-activation'],
    tfjs: `
const net = tf.sequential()
net.add(tf.layers.flatten({ inputShape: [28, 28] }))
net.add(tf.layers.dense({ units: 128, activation: 'relu' }))
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))
net.compile({ optimizer: 'sgd', loss: 'meanSquaredError' })`,
  },
  'scores into a cross entropy over probabilities': {
    rules: ['missing-softmax'],
    builder: `
const image = input(28, 28, 1)
const x = image.conv2d(32, 3).relu().maxPool2d(2).flatten().dense(10)
model('digits', image, x, { task: 'classification' })`,
    tfjs: `
const net = tf.sequential()
net.add(tf.layers.conv2d({ inputShape: [28, 28, 1], filters: 32, kernelSize: 3, activation: 'relu' }))
net.add(tf.layers.maxPooling2d({ poolSize: [2, 2] }))
net.add(tf.layers.flatten())
net.add(tf.layers.dense({ units: 10 }))
net.compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] })`,
  },
  'relu at the output of a classifier': {
    rules: ['missing-softmax'],
    builder: `
const image = input(28, 28, 1)
const x = image.conv2d(32, 3).relu().maxPool2d(2).flatten().dense(10).relu()
model('digits', image, x, { task: 'classification' })`,
    tfjs: `
const net = tf.sequential()
net.add(tf.layers.conv2d({ inputShape: [28, 28, 1], filters: 32, kernelSize: 3, activation: 'relu' }))
net.add(tf.layers.flatten())
net.add(tf.layers.dense({ units: 10, activation: 'relu' }))
net.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy' })`,
  },
  'tanh where the binary cross entropy wants a probability': {
    rules: ['missing-sigmoid'],
    builder: `
const image = input(64, 64, 3)
const x = image.conv2d(32, 3).relu().maxPool2d(2).flatten().dense(1).tanh()
model('cat or not', image, x, { task: 'classification' })`,
    tfjs: `
const net = tf.sequential()
net.add(tf.layers.conv2d({ inputShape: [64, 64, 3], filters: 32, kernelSize: 3, activation: 'relu' }))
net.add(tf.layers.flatten())
net.add(tf.layers.dense({ units: 1, activation: 'tanh' }))
net.compile({ optimizer: 'adam', loss: 'binaryCrossentropy' })`,
  },
  'a bare score into the binary cross entropy': {
    rules: ['missing-sigmoid'],
    builder: `
const image = input(64, 64, 3)
const x = image.conv2d(32, 3).relu().maxPool2d(2).flatten().dense(1)
model('cat or not', image, x, { task: 'classification' })`,
    tfjs: `
const net = tf.sequential()
net.add(tf.layers.dense({ inputShape: [30], units: 16, activation: 'relu' }))
net.add(tf.layers.dense({ units: 1 }))
net.compile({ optimizer: 'adam', loss: 'binaryCrossentropy' })`,
  },
  'softmax as an option and again as a layer': {
    rules: ['softmax-twice'],
    builder: `
const image = input(28, 28, 1)
const x = image.conv2d(32, 3).relu().maxPool2d(2).flatten().dense(10, { activation: 'softmax' }).softmax()
model('digits', image, x)`,
    tfjs: `
const net = tf.sequential()
net.add(tf.layers.conv2d({ inputShape: [28, 28, 1], filters: 32, kernelSize: 3, activation: 'relu' }))
net.add(tf.layers.flatten())
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))
net.add(tf.layers.softmax())
net.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy' })`,
  },
  'softmax, then a loss that applies it itself': {
    rules: ['loss-against-activation'],
    tfjs: `
const net = tf.sequential()
net.add(tf.layers.conv2d({ inputShape: [28, 28, 1], filters: 32, kernelSize: 3, activation: 'relu' }))
net.add(tf.layers.flatten())
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))
net.compile({ optimizer: 'adam', loss: tf.losses.softmaxCrossEntropy })`,
  },
  'softmax between hidden layers': {
    rules: ['softmax-between-dense'],
    builder: `
const image = input(28, 28, 1)
const x = image.conv2d(32, 3).relu().maxPool2d(2).flatten().dense(64).softmax().dense(10).softmax()
model('digits', image, x)`,
    tfjs: `
const net = tf.sequential()
net.add(tf.layers.flatten({ inputShape: [28, 28, 1] }))
net.add(tf.layers.dense({ units: 128, activation: 'softmax' }))
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))
net.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy' })`,
  },
  'softmax behind a hidden convolution': {
    rules: ['softmax-before-pooling'],
    builder: `
const image = input(28, 28, 1)
const x = image.conv2d(32, 3).softmax().maxPool2d(2).conv2d(32, 3).relu().flatten().dense(10).softmax()
model('digits', image, x)`,
    tfjs: `
const net = tf.sequential()
net.add(tf.layers.conv2d({ inputShape: [28, 28, 1], filters: 32, kernelSize: 3, activation: 'softmax' }))
net.add(tf.layers.maxPooling2d({ poolSize: 2 }))
net.add(tf.layers.flatten())
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))
net.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy' })`,
  },
  'dropout on the probabilities': {
    rules: ['dropout-after-output'],
    builder: `
const image = input(28, 28, 1)
const x = image.conv2d(32, 3).relu().maxPool2d(2).flatten().dense(10).softmax().dropout(0.5)
model('digits', image, x)`,
    tfjs: `
const net = tf.sequential()
net.add(tf.layers.conv2d({ inputShape: [28, 28, 1], filters: 32, kernelSize: 3, activation: 'relu' }))
net.add(tf.layers.flatten())
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))
net.add(tf.layers.dropout({ rate: 0.25 }))
net.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy' })`,
  },
  'dropout on the scores of a regression': {
    rules: ['dropout-after-output'],
    builder: `
const image = input(28, 28, 1)
const x = image.conv2d(32, 3).relu().maxPool2d(2).flatten().dense(64).relu().dense(1).dropout(0.5)
model('age', image, x)`,
    tfjs: `
const net = tf.sequential()
net.add(tf.layers.dense({ inputShape: [8], units: 64, activation: 'relu' }))
net.add(tf.layers.dense({ units: 1, activation: 'relu' }))
net.add(tf.layers.dropout({ rate: 0.5 }))
net.compile({ optimizer: 'adam', loss: 'meanSquaredError' })`,
  },
  'batch normalisation on the probabilities': {
    rules: ['normalization-after-output'],
    builder: `
const image = input(28, 28, 1)
const x = image.conv2d(32, 3).relu().maxPool2d(2).flatten().dense(10).softmax().batchNorm()
model('digits', image, x)`,
    tfjs: `
const net = tf.sequential()
net.add(tf.layers.conv2d({ inputShape: [28, 28, 1], filters: 32, kernelSize: 3, activation: 'relu' }))
net.add(tf.layers.flatten())
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))
net.add(tf.layers.batchNormalization())
net.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy' })`,
  },
  'accuracy of a regression': {
    rules: ['accuracy-of-regression'],
    tfjs: `
const net = tf.sequential()
net.add(tf.layers.dense({ inputShape: [13], units: 64, activation: 'relu' }))
net.add(tf.layers.dense({ units: 1 }))
net.compile({ optimizer: 'rmsprop', loss: 'meanSquaredError', metrics: ['accuracy'] })`,
  },
  'Adam at learning rate 1': {
    rules: ['learning-rate'],
    tfjs: `
const net = tf.sequential()
net.add(tf.layers.dense({ inputShape: [13], units: 64, activation: 'relu' }))
net.add(tf.layers.dense({ units: 1 }))
const optimizer = tf.train.adam(1)
net.compile({ optimizer, loss: 'meanSquaredError' })`,
  },
  'a learning rate given as a negative number': {
    rules: ['learning-rate'],
    tfjs: `
const net = tf.sequential()
net.add(tf.layers.dense({ inputShape: [13], units: 64, activation: 'relu' }))
net.add(tf.layers.dense({ units: 1 }))
net.compile({ optimizer: tf.train.sgd(-0.01), loss: 'meanSquaredError' })`,
  },
  "a loss in Keras's spelling": {
    rules: ['unknown-training-name'],
    tfjs: `
const net = tf.sequential()
net.add(tf.layers.dense({ inputShape: [784], units: 64, activation: 'relu' }))
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))
net.compile({ optimizer: 'adam', loss: 'sparse_categorical_crossentropy', metrics: ['accuracy'] })`,
  },
  'an activation that is misspelt': {
    rules: ['invalid-option'],
    builder: `
const image = input(28, 28, 1)
const x = image.conv2d(32, 3, { activation: 'Relu' }).maxPool2d(2).flatten().dense(10).softmax()
model('digits', image, x)`,
    tfjs: `
const net = tf.sequential()
net.add(tf.layers.conv2d({ inputShape: [28, 28, 1], filters: 32, kernelSize: 3, activation: 'Relu' }))
net.add(tf.layers.flatten())
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))`,
  },
  'more labels than scores': {
    rules: ['labels-mismatch'],
    builder: `
const image = input(28, 28, 1)
const x = image.conv2d(32, 3).relu().maxPool2d(2).flatten().dense(2).softmax()
model('pets', image, x, { labels: ['cat', 'dog', 'horse'] })`,
  },
  'rectified regression of numbers below 0, told as accuracy': {
    rules: ['accuracy-of-regression'],
    tfjs: `
const net = tf.sequential()
net.add(tf.layers.dense({ inputShape: [13], units: 64, activation: 'relu' }))
net.add(tf.layers.dense({ units: 1, activation: 'relu' }))
net.compile({ optimizer: 'adam', loss: tf.losses.meanSquaredError, metrics: ['acc'] })`,
  },
}
