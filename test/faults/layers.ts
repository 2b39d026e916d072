import type { Fault } from './fault'

/** What is wrong with shapes, and between the layers of a network. */
export const layers: Readonly<Record<string, Fault>> = {
  'the classifier reads a map that was never flattened': {
    rules: ['dense-on-map'],
    builder: `
const image = input(28, 28, 1)
const x = image.conv2d(32, 3).relu().maxPool2d(2).dense(64).relu().dense(10).softmax()
model('digits', image, x)`,
    tfjs: `
const net = tf.sequential()
net.add(tf.layers.conv2d({ inputShape: [28, 28, 1], filters: 32, kernelSize: 3, activation: 'relu' }))
net.add(tf.layers.maxPooling2d({ poolSize: 2 }))
net.add(tf.layers.dense({ units: 64, activation: 'relu' }))
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))
net.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy' })`,
  },
  'the first layer is not told its input': {
    rules: ['missing-option'],
    tfjs: `
const net = tf.sequential()
net.add(tf.layers.conv2d({ filters: 32, kernelSize: 3, activation: 'relu' }))
net.add(tf.layers.flatten())
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))`,
  },
  'an image without its channels': {
    rules: ['wrong-rank'],
    builder: `
const image = input(28, 28)
model('digits', image, image.conv2d(32, 3).relu().flatten().dense(10).softmax())`,
    tfjs: `
const net = tf.sequential()
net.add(tf.layers.conv2d({ inputShape: [28, 28], filters: 32, kernelSize: 3, activation: 'relu' }))
net.add(tf.layers.flatten())
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))`,
  },
  'the batch size in the input shape': {
    rules: ['wrong-rank'],
    builder: `
const image = input(32, 28, 28, 1)
model('digits', image, image.conv2d(32, 3).relu().flatten().dense(10).softmax())`,
    tfjs: `
const net = tf.sequential()
net.add(tf.layers.conv2d({ inputShape: [32, 28, 28, 1], filters: 32, kernelSize: 3, activation: 'relu' }))
net.add(tf.layers.flatten())
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))`,
  },
  'channels first, where channels come last': {
    rules: ['channel-order'],
    builder: `
const image = input(3, 224, 224)
const x = image.conv2d(32, 3, { padding: 'same' }).relu().globalAveragePool2d().dense(10).softmax()
model('photos', image, x)`,
    tfjs: `
const net = tf.sequential()
net.add(tf.layers.conv2d({ inputShape: [3, 64, 64], filters: 32, kernelSize: 3, padding: 'same', activation: 'relu' }))
net.add(tf.layers.flatten())
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))`,
  },
  'flattened before the convolution': {
    rules: ['wrong-rank'],
    builder: `
const image = input(28, 28, 1)
model('digits', image, image.flatten().conv2d(32, 3).relu().flatten().dense(10).softmax())`,
    tfjs: `
const net = tf.sequential()
net.add(tf.layers.flatten({ inputShape: [28, 28, 1] }))
net.add(tf.layers.conv2d({ filters: 32, kernelSize: 3, activation: 'relu' }))
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))`,
  },
  'pooled until nothing is left': {
    rules: ['window-larger-than-input'],
    builder: `
const image = input(28, 28, 1)
let x = image
for (const filters of [16, 32, 64, 128]) x = x.conv2d(filters, 3).relu().maxPool2d(2)
model('digits', image, x.flatten().dense(10).softmax())`,
    tfjs: `
const net = tf.sequential()
net.add(tf.layers.conv2d({ inputShape: [28, 28, 1], filters: 16, kernelSize: 3, activation: 'relu' }))
for (const filters of [32, 64, 128, 128]) {
  net.add(tf.layers.maxPooling2d({ poolSize: 2 }))
  net.add(tf.layers.conv2d({ filters, kernelSize: 3, activation: 'relu' }))
}
net.add(tf.layers.flatten())
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))`,
  },
  'a kernel larger than the image': {
    rules: ['window-larger-than-input'],
    builder: `
const image = input(8, 8, 3)
model('icons', image, image.conv2d(32, 11).relu().flatten().dense(10).softmax())`,
    tfjs: `
const net = tf.sequential()
net.add(tf.layers.conv2d({ inputShape: [8, 8, 3], filters: 32, kernelSize: 11, activation: 'relu' }))
net.add(tf.layers.flatten())
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))`,
  },
  'a reshape to another number of elements': {
    rules: { builder: ['invalid-option'], tfjs: ['reshape-misfit'] },
    builder: `
const pixels = input(784)
model('digits', pixels, pixels.reshape([28, 28, 3]).conv2d(32, 3).relu().flatten().dense(10).softmax())`,
    tfjs: `
const net = tf.sequential()
net.add(tf.layers.reshape({ inputShape: [784], targetShape: [28, 28, 3] }))
net.add(tf.layers.conv2d({ filters: 32, kernelSize: 3, activation: 'relu' }))
net.add(tf.layers.flatten())
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))`,
  },
  'a shortcut of other channels': {
    rules: ['mismatched-merge'],
    builder: `
const image = input(32, 32, 16)
const y = image.conv2d(32, 3, { padding: 'same' }).relu().conv2d(32, 3, { padding: 'same' })
model('block', image, y.add(image).relu())`,
    tfjs: `
const map = tf.input({ shape: [32, 32, 16] })
const y = tf.layers.conv2d({ filters: 32, kernelSize: 3, padding: 'same' }).apply(map)
const sum = tf.layers.add().apply([y, map])
const net = tf.model({ inputs: map, outputs: sum })`,
  },
  'a skip of a U-Net that does not fit': {
    rules: ['mismatched-merge'],
    builder: `
const image = input(64, 64, 1)
const skip = image.conv2d(16, 3).relu()
const deep = skip.maxPool2d(2).conv2d(32, 3, { padding: 'same' }).relu().upSampling2d(2)
const x = deep.conv2d(16, 3, { padding: 'same' }).relu().concat(image).conv2d(1, 1).sigmoid()
model('cells', image, x)`,
    tfjs: `
const photo = tf.input({ shape: [64, 64, 1] })
const skip = tf.layers.conv2d({ filters: 16, kernelSize: 3, activation: 'relu' }).apply(photo)
const low = tf.layers.maxPooling2d({ poolSize: 2 }).apply(skip)
const up = tf.layers.upSampling2d({ size: [2, 2] }).apply(low)
const both = tf.layers.concatenate().apply([up, photo])
const net = tf.model({ inputs: photo, outputs: tf.layers.conv2d({ filters: 1, kernelSize: 1, activation: 'sigmoid' }).apply(both) })`,
  },
  'no activation anywhere': {
    rules: ['no-activation'],
    builder: `
const image = input(28, 28, 1)
const x = image.conv2d(32, 3).maxPool2d(2).conv2d(64, 3).maxPool2d(2).flatten().dense(10).softmax()
model('digits', image, x)`,
    tfjs: `
const net = tf.sequential()
net.add(tf.layers.conv2d({ inputShape: [28, 28, 1], filters: 32, kernelSize: 3 }))
net.add(tf.layers.maxPooling2d({ poolSize: 2 }))
net.add(tf.layers.conv2d({ filters: 64, kernelSize: 3 }))
net.add(tf.layers.maxPooling2d({ poolSize: 2 }))
net.add(tf.layers.flatten())
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))`,
  },
  'dense layers without an activation between': {
    rules: ['missing-activation'],
    builder: `
const image = input(28, 28, 1)
const x = image.conv2d(32, 3).relu().maxPool2d(2).flatten().dense(128).dense(10).softmax()
model('digits', image, x)`,
    tfjs: `
const net = tf.sequential()
net.add(tf.layers.conv2d({ inputShape: [28, 28, 1], filters: 32, kernelSize: 3, activation: 'relu' }))
net.add(tf.layers.flatten())
net.add(tf.layers.dense({ units: 128 }))
net.add(tf.layers.dropout({ rate: 0.5 }))
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))`,
  },
  'sigmoid in every one of many hidden layers': {
    rules: ['saturating-activations'],
    builder: `
const features = input(128)
let x = features
for (let i = 0; i < 7; i++) x = x.dense(64).sigmoid()
model('deep', features, x.dense(10).softmax())`,
    tfjs: `
const net = tf.sequential()
net.add(tf.layers.dense({ inputShape: [128], units: 64, activation: 'sigmoid' }))
for (let i = 0; i < 6; i++) net.add(tf.layers.dense({ units: 64, activation: 'sigmoid' }))
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))`,
  },
  'weights that begin at zero': {
    rules: ['constant-initializer'],
    builder: `
const image = input(28, 28, 1)
const x = image.conv2d(32, 3, { kernelInitializer: 'zeros' }).relu().maxPool2d(2).flatten().dense(10).softmax()
model('digits', image, x)`,
    tfjs: `
const net = tf.sequential()
net.add(tf.layers.flatten({ inputShape: [28, 28, 1] }))
net.add(tf.layers.dense({ units: 64, activation: 'relu', kernelInitializer: 'zeros' }))
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))`,
  },
  'weights that begin at one': {
    rules: ['constant-initializer'],
    tfjs: `
const net = tf.sequential()
net.add(tf.layers.flatten({ inputShape: [28, 28, 1] }))
net.add(tf.layers.dense({ units: 64, activation: 'relu', kernelInitializer: tf.initializers.ones() }))
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))`,
  },
  'the activation twice, as an option and as a layer': {
    rules: ['activation-without-effect'],
    builder: `
const image = input(28, 28, 1)
const x = image.conv2d(32, 3, { activation: 'relu' }).relu().maxPool2d(2).flatten().dense(10).softmax()
model('digits', image, x)`,
    tfjs: `
const net = tf.sequential()
net.add(tf.layers.conv2d({ inputShape: [28, 28, 1], filters: 32, kernelSize: 3, activation: 'relu' }))
net.add(tf.layers.reLU())
net.add(tf.layers.flatten())
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))`,
  },
  'dropout that drops nearly all': {
    rules: ['high-dropout-rate'],
    builder: `
const image = input(28, 28, 1)
const x = image.conv2d(32, 3).relu().maxPool2d(2).flatten().dense(128).relu().dropout(0.9).dense(10).softmax()
model('digits', image, x)`,
    tfjs: `
const net = tf.sequential()
net.add(tf.layers.flatten({ inputShape: [28, 28, 1] }))
net.add(tf.layers.dense({ units: 128, activation: 'relu' }))
net.add(tf.layers.dropout({ rate: 0.9 }))
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))`,
  },
  'a dropout rate in percent': {
    rules: { builder: ['invalid-option'], tfjs: ['dropout-rate-out-of-range'] },
    builder: `
const image = input(28, 28, 1)
const x = image.conv2d(32, 3).relu().maxPool2d(2).flatten().dense(128).relu().dropout(50).dense(10).softmax()
model('digits', image, x)`,
    tfjs: `
const net = tf.sequential()
net.add(tf.layers.flatten({ inputShape: [28, 28, 1] }))
net.add(tf.layers.dense({ units: 128, activation: 'relu' }))
net.add(tf.layers.dropout({ rate: 50 }))
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))`,
  },
  'dropout between convolutions': {
    rules: ['dropout-between-convolutions'],
    builder: `
const image = input(32, 32, 3)
const x = image.conv2d(32, 3).relu().dropout(0.3).conv2d(64, 3).relu().maxPool2d(2)
model('objects', image, x.flatten().dense(10).softmax())`,
    tfjs: `
const net = tf.sequential()
net.add(tf.layers.conv2d({ inputShape: [32, 32, 3], filters: 32, kernelSize: 3, activation: 'relu' }))
net.add(tf.layers.dropout({ rate: 0.3 }))
net.add(tf.layers.conv2d({ filters: 64, kernelSize: 3, activation: 'relu' }))
net.add(tf.layers.flatten())
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))`,
  },
  'dropout before batch normalisation': {
    rules: ['dropout-before-batch-norm'],
    builder: `
const features = input(128)
const x = features.dense(64).relu().dropout(0.5).batchNorm().dense(10).softmax()
model('features', features, x)`,
    tfjs: `
const net = tf.sequential()
net.add(tf.layers.dense({ inputShape: [128], units: 64, activation: 'relu' }))
net.add(tf.layers.dropout({ rate: 0.5 }))
net.add(tf.layers.batchNormalization())
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))`,
  },
  'a bias that batch normalisation takes away': {
    rules: ['bias-before-batch-norm'],
    builder: `
const image = input(32, 32, 3)
const x = image.conv2d(32, 3).batchNorm().relu().maxPool2d(2)
model('objects', image, x.flatten().dense(10).softmax())`,
    tfjs: `
const net = tf.sequential()
net.add(tf.layers.conv2d({ inputShape: [32, 32, 3], filters: 32, kernelSize: 3 }))
net.add(tf.layers.batchNormalization())
net.add(tf.layers.activation({ activation: 'relu' }))
net.add(tf.layers.flatten())
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))`,
  },
  'batch normalisation of a single value': {
    rules: ['normalization-of-one-value'],
    builder: `
const features = input(128)
model('one', features, features.dense(1).layerNorm().relu().dense(10).softmax())`,
    tfjs: `
const net = tf.sequential()
net.add(tf.layers.dense({ inputShape: [128], units: 1 }))
net.add(tf.layers.layerNormalization())
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))`,
  },
  'batch normalisation twice': {
    rules: ['normalization-twice'],
    builder: `
const image = input(32, 32, 3)
const x = image.conv2d(32, 3, { useBias: false }).batchNorm().batchNorm().relu()
model('objects', image, x.maxPool2d(2).flatten().dense(10).softmax())`,
    tfjs: `
const net = tf.sequential()
net.add(tf.layers.conv2d({ inputShape: [32, 32, 3], filters: 32, kernelSize: 3, useBias: false }))
net.add(tf.layers.batchNormalization())
net.add(tf.layers.batchNormalization())
net.add(tf.layers.reLU())
net.add(tf.layers.flatten())
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))`,
  },
  'a layer whose result is thrown away': {
    rules: ['discarded-layer'],
    builder: `
const image = input(32, 32, 3)
let x = image.conv2d(32, 3).relu()
x.maxPool2d(2)
model('objects', image, x.flatten().dense(10).softmax())`,
    tfjs: `
const photo = tf.input({ shape: [32, 32, 3] })
let x = tf.layers.conv2d({ filters: 32, kernelSize: 3, activation: 'relu' }).apply(photo)
tf.layers.maxPooling2d({ poolSize: 2 }).apply(x)
x = tf.layers.flatten().apply(x)
const net = tf.model({ inputs: photo, outputs: tf.layers.dense({ units: 10, activation: 'softmax' }).apply(x) })`,
  },
  'an option that the layer does not have': {
    rules: ['unknown-option'],
    builder: `
const image = input(32, 32, 3)
model('objects', image, image.conv2d(32, 3, { stride: 2 }).relu().flatten().dense(10).softmax())`,
    tfjs: `
const net = tf.sequential()
net.add(tf.layers.conv2d({ inputShape: [32, 32, 3], filters: 32, kernelSize: 3, stride: 2, activation: 'relu' }))
net.add(tf.layers.flatten())
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))`,
  },
  'a layer by its Keras name': {
    rules: ['unknown-layer'],
    builder: `
const image = input(32, 32, 3)
model('objects', image, image.conv2D(32, 3).relu().flatten().dense(10).softmax())`,
    tfjs: `
const net = tf.sequential()
net.add(tf.layers.Conv2D({ inputShape: [32, 32, 3], filters: 32, kernelSize: 3, activation: 'relu' }))
net.add(tf.layers.flatten())
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))`,
  },
  'filters that are missing': {
    rules: ['missing-option'],
    tfjs: `
const net = tf.sequential()
net.add(tf.layers.conv2d({ inputShape: [32, 32, 3], kernelSize: 3, activation: 'relu' }))
net.add(tf.layers.flatten())
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))`,
  },
  'strides that step over pixels': {
    rules: ['window-skips-pixels'],
    builder: `
const image = input(64, 64, 3)
const x = image.conv2d(32, 3, { strides: 5 }).relu()
model('objects', image, x.flatten().dense(10).softmax())`,
    tfjs: `
const net = tf.sequential()
net.add(tf.layers.conv2d({ inputShape: [64, 64, 3], filters: 32, kernelSize: 3, strides: 5, activation: 'relu' }))
net.add(tf.layers.flatten())
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))`,
  },
  'a deconvolution of kernel 3 and stride 2': {
    rules: ['checkerboard'],
    builder: `
const code = input(8, 8, 64)
model('decoder', code, code.conv2dTranspose(32, 3, { strides: 2, padding: 'same' }).relu().conv2d(3, 3, { padding: 'same' }).sigmoid())`,
    tfjs: `
const net = tf.sequential()
net.add(tf.layers.conv2dTranspose({ inputShape: [8, 8, 64], filters: 3, kernelSize: 3, strides: 2, padding: 'same', activation: 'sigmoid' }))`,
  },
  'shapes that are not whole numbers': {
    rules: ['invalid-option'],
    builder: `
const image = input(32, 32, 3)
model('objects', image, image.conv2d(32 / 3, 3).relu().flatten().dense(10).softmax())`,
    tfjs: `
const net = tf.sequential()
net.add(tf.layers.conv2d({ inputShape: [32, 32, 3], filters: 32.5, kernelSize: 3, activation: 'relu' }))
net.add(tf.layers.flatten())
net.add(tf.layers.dense({ units: 10, activation: 'softmax' }))`,
  },
}
