/** Networks that are sound, in the ways that are next to a mistake: nothing is to be told of them. */
export const sound: Readonly<Record<string, string>> = {
  'a sigmoid over one unit': `
const net = tf.sequential()
net.add(tf.layers.conv2d({ inputShape: [64, 64, 3], filters: 32, kernelSize: 3, activation: 'relu' }))
net.add(tf.layers.maxPooling2d({ poolSize: 2 }))
net.add(tf.layers.conv2d({ filters: 64, kernelSize: 3, activation: 'relu' }))
net.add(tf.layers.maxPooling2d({ poolSize: 2 }))
net.add(tf.layers.flatten())
net.add(tf.layers.dropout({ rate: 0.5 }))
net.add(tf.layers.dense({ units: 1, activation: 'sigmoid' }))
net.compile({ optimizer: 'adam', loss: 'binaryCrossentropy', metrics: ['accuracy'] })`,
  'two units with softmax for two classes': `
const net = tf.sequential()
net.add(tf.layers.dense({ inputShape: [30], units: 16, activation: 'relu' }))
net.add(tf.layers.dense({ units: 2, activation: 'softmax' }))
net.compile({ optimizer: tf.train.adam(0.001), loss: 'categoricalCrossentropy', metrics: ['accuracy'] })`,
  'softmax as a layer of its own': `
const net = tf.sequential()
net.add(tf.layers.flatten({ inputShape: [28, 28, 1] }))
net.add(tf.layers.dense({ units: 128, activation: 'relu' }))
net.add(tf.layers.dense({ units: 10 }))
net.add(tf.layers.softmax())
net.compile({ optimizer: 'sgd', loss: 'sparseCategoricalCrossentropy', metrics: ['acc'] })`,
  'scores into a loss that applies softmax itself': `
const net = tf.sequential()
net.add(tf.layers.conv2d({ inputShape: [28, 28, 1], filters: 32, kernelSize: 3, activation: 'relu' }))
net.add(tf.layers.flatten())
net.add(tf.layers.dense({ units: 10 }))
net.compile({ optimizer: 'adam', loss: tf.losses.softmaxCrossEntropy })`,
  'a sigmoid for each of labels that go together': `
const net = tf.sequential()
net.add(tf.layers.conv2d({ inputShape: [64, 64, 3], filters: 32, kernelSize: 3, activation: 'relu' }))
net.add(tf.layers.flatten())
net.add(tf.layers.dense({ units: 8, activation: 'sigmoid' }))
net.compile({ optimizer: 'adam', loss: 'binaryCrossentropy', metrics: ['binaryAccuracy'] })`,
  'a regression with a linear output': `
const net = tf.sequential()
net.add(tf.layers.dense({ inputShape: [13], units: 64, activation: 'relu' }))
net.add(tf.layers.dense({ units: 1 }))
net.compile({ optimizer: 'rmsprop', loss: 'meanSquaredError', metrics: ['mae'] })`,
  'a linear regression at a large learning rate': `
const net = tf.sequential()
net.add(tf.layers.dense({ inputShape: [1], units: 1 }))
net.compile({ optimizer: tf.train.sgd(0.1), loss: 'meanSquaredError' })`,
  'values of actions, which nothing bounds': `
const net = tf.sequential()
net.add(tf.layers.conv2d({ inputShape: [9, 9, 2], filters: 128, kernelSize: 3, activation: 'relu' }))
net.add(tf.layers.conv2d({ filters: 256, kernelSize: 3, activation: 'relu' }))
net.add(tf.layers.flatten())
net.add(tf.layers.dense({ units: 100, activation: 'relu' }))
net.add(tf.layers.dropout({ rate: 0.25 }))
net.add(tf.layers.dense({ units: 3 }))
net.compile({ optimizer: tf.train.adam(0.001), loss: 'meanSquaredError' })`,
  'an autoencoder of images between 0 and 1': `
const net = tf.sequential()
net.add(tf.layers.dense({ inputShape: [784], units: 64, activation: 'relu' }))
net.add(tf.layers.dense({ units: 784, activation: 'sigmoid' }))
net.compile({ optimizer: 'adam', loss: 'binaryCrossentropy' })`,
  'a generator that ends in tanh': `
const net = tf.sequential()
net.add(tf.layers.dense({ inputShape: [100], units: 7 * 7 * 64, activation: 'relu' }))
net.add(tf.layers.reshape({ targetShape: [7, 7, 64] }))
net.add(tf.layers.conv2dTranspose({ filters: 32, kernelSize: 4, strides: 2, padding: 'same', activation: 'relu' }))
net.add(tf.layers.conv2dTranspose({ filters: 1, kernelSize: 4, strides: 2, padding: 'same', activation: 'tanh' }))`,
  'a discriminator with leaky rectifiers': `
const net = tf.sequential()
net.add(tf.layers.conv2d({ inputShape: [28, 28, 1], filters: 32, kernelSize: 3, strides: 2, padding: 'same' }))
net.add(tf.layers.leakyReLU({ alpha: 0.2 }))
net.add(tf.layers.flatten())
net.add(tf.layers.dense({ units: 1, activation: 'sigmoid' }))
net.compile({ optimizer: tf.train.adam(0.0002, 0.5), loss: 'binaryCrossentropy' })`,
  'convolution, normalisation, activation': `
const net = tf.sequential()
net.add(tf.layers.conv2d({ inputShape: [32, 32, 3], filters: 32, kernelSize: 3, padding: 'same', useBias: false }))
net.add(tf.layers.batchNormalization())
net.add(tf.layers.reLU())
net.add(tf.layers.maxPooling2d({ poolSize: 2 }))
net.add(tf.layers.conv2d({ filters: 64, kernelSize: 3, padding: 'same', useBias: false }))
net.add(tf.layers.batchNormalization())
net.add(tf.layers.reLU())
net.add(tf.layers.flatten())
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))`,
  'an activated convolution before its normalisation, which needs its bias': `
const net = tf.sequential()
net.add(tf.layers.conv2d({ inputShape: [32, 32, 3], filters: 32, kernelSize: 3, activation: 'relu' }))
net.add(tf.layers.batchNormalization())
net.add(tf.layers.flatten())
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))`,
  'scores that are averaged over the map': `
const net = tf.sequential()
net.add(tf.layers.conv2d({ inputShape: [12, 12, 3], filters: 32, kernelSize: 3, strides: 2, activation: 'relu' }))
net.add(tf.layers.conv2d({ filters: 32, kernelSize: 3, strides: 2, activation: 'relu' }))
net.add(tf.layers.conv2d({ filters: 10, kernelSize: 1 }))
net.add(tf.layers.globalAveragePooling2d({}))
net.add(tf.layers.softmax())`,
  'a residual block': `
const map = tf.input({ shape: [32, 32, 16] })
let y = tf.layers.conv2d({ filters: 16, kernelSize: 3, padding: 'same', activation: 'relu' }).apply(map)
y = tf.layers.conv2d({ filters: 16, kernelSize: 3, padding: 'same' }).apply(y)
const sum = tf.layers.reLU().apply(tf.layers.add().apply([y, map]))
const net = tf.model({ inputs: map, outputs: sum })`,
  'a U-Net of one level': `
const photo = tf.input({ shape: [64, 64, 1] })
const skip = tf.layers.conv2d({ filters: 16, kernelSize: 3, padding: 'same', activation: 'relu' }).apply(photo)
let x = tf.layers.maxPooling2d({ poolSize: 2 }).apply(skip)
x = tf.layers.conv2d({ filters: 32, kernelSize: 3, padding: 'same', activation: 'relu' }).apply(x)
x = tf.layers.conv2dTranspose({ filters: 16, kernelSize: 2, strides: 2, activation: 'relu' }).apply(x)
x = tf.layers.concatenate().apply([x, skip])
const net = tf.model({ inputs: photo, outputs: tf.layers.conv2d({ filters: 1, kernelSize: 1, activation: 'sigmoid' }).apply(x) })
net.compile({ optimizer: 'adam', loss: 'binaryCrossentropy' })`,
  'LeNet with tanh': `
const net = tf.sequential()
net.add(tf.layers.conv2d({ inputShape: [32, 32, 1], filters: 6, kernelSize: 5, activation: 'tanh' }))
net.add(tf.layers.averagePooling2d({ poolSize: 2 }))
net.add(tf.layers.conv2d({ filters: 16, kernelSize: 5, activation: 'tanh' }))
net.add(tf.layers.averagePooling2d({ poolSize: 2 }))
net.add(tf.layers.flatten())
net.add(tf.layers.dense({ units: 120, activation: 'tanh' }))
net.add(tf.layers.dense({ units: 84, activation: 'tanh' }))
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))`,
  'a softmax at every pixel': `
const net = tf.sequential()
net.add(tf.layers.conv2d({ inputShape: [64, 64, 3], filters: 16, kernelSize: 3, padding: 'same', activation: 'relu' }))
net.add(tf.layers.conv2d({ filters: 5, kernelSize: 1, activation: 'softmax' }))
net.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy' })`,
  'weights of attention': `
const features = tf.input({ shape: [64] })
const weights = tf.layers.dense({ units: 64, activation: 'softmax' }).apply(features)
const weighed = tf.layers.multiply().apply([features, weights])
const net = tf.model({ inputs: features, outputs: tf.layers.dense({ units: 3, activation: 'softmax' }).apply(weighed) })`,
  'zeros for biases and for the last scale of a normalisation': `
const net = tf.sequential()
net.add(tf.layers.dense({ inputShape: [64], units: 32, biasInitializer: 'zeros', useBias: true, activation: 'relu' }))
net.add(tf.layers.batchNormalization({ gammaInitializer: 'ones' }))
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))`,
  'a small recurrent classifier': `
const net = tf.sequential()
net.add(tf.layers.embedding({ inputDim: 1000, outputDim: 32, inputLength: 100 }))
net.add(tf.layers.lstm({ units: 32, dropout: 0.2, recurrentDropout: 0.2 }))
net.add(tf.layers.dense({ units: 1, activation: 'sigmoid' }))
net.compile({ optimizer: 'adam', loss: 'binaryCrossentropy', metrics: ['acc'] })`,
  'a learning rate that the program computes': `
const net = tf.sequential()
net.add(tf.layers.dense({ inputShape: [64], units: 32, activation: 'relu' }))
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))
export const compile = (rate) => net.compile({ optimizer: tf.train.sgd(rate), loss: 'categoricalCrossentropy' })`,
  'a deep pooling that fits': `
const net = tf.sequential()
net.add(tf.layers.conv2d({ inputShape: [64, 64, 3], filters: 16, kernelSize: 3, padding: 'same', activation: 'relu' }))
for (const filters of [32, 64, 128]) {
  net.add(tf.layers.maxPooling2d({ poolSize: 2 }))
  net.add(tf.layers.conv2d({ filters, kernelSize: 3, padding: 'same', activation: 'relu' }))
}
net.add(tf.layers.globalAveragePooling2d({}))
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))`,
  'a model that classifies, in the builder': `
const image = input(28, 28, 1)
const x = image.conv2d(32, 3).relu().maxPool2d(2).flatten().dropout(0.5).dense(3).softmax()
model('pets', image, x, { labels: ['cat', 'dog', 'horse'], task: 'classification' })`,
  'a model that gives one score, in the builder': `
const image = input(28, 28, 1)
const x = image.conv2d(32, 3).relu().maxPool2d(2).flatten().dense(64).relu().dense(1)
model('age', image, x)`,
  'a separable convolution, in the builder': `
const image = input(6, 6, 16)
const x = image.depthwiseConv2d(3, { padding: 'same' }).conv2d(32, 1).relu().globalAveragePool2d()
model('digits', image, x.dense(10).softmax())`,
}
