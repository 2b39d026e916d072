import type { Graph } from '../../builder/graph'
import { input, layers, model, type Tensor } from '../../builder/index'

const made = (name: string, image: Tensor | Tensor[], outputs: Tensor[]): Graph => model(name, image, outputs).graph

/** Small networks that hold, between them, every layer kind that is written for ONNX, with the options that change what is written. */
export const onnxCases: Readonly<Record<string, () => Graph>> = {
  activationKinds() {
    const image = input(5, 4, 6)
    const x = image.conv2d(6, 1)
    const kinds = [
      'relu',
      'relu6',
      'elu',
      'selu',
      'gelu',
      'sigmoid',
      'hardSigmoid',
      'hardSwish',
      'swish',
      'tanh',
    ] as const
    const more = ['mish', 'softplus', 'softsign', 'logSoftmax', 'softmax'] as const
    return made('m', image, [
      ...[...kinds, ...more].map(kind => x[kind]()),
      x.leakyRelu({ alpha: 0.3 }),
      x.elu({ alpha: 0.5 }),
      x.gelu({ approximate: true }),
      x.thresholdedRelu({ theta: 0.25 }),
      x.softmax({ axis: 1 }),
      x.prelu(),
      x.prelu({ sharedAxes: [1, 2] }),
      image.conv2d(3, 2, { activation: 'gelu' }),
      image.flatten().dense(7, { activation: 'softmax' }),
    ])
  },
  normalisations() {
    const image = input(6, 5, 8)
    const vector = image.globalAveragePool2d()
    return made('m', image, [
      image.batchNorm(),
      image.batchNorm({ center: false, epsilon: 0.1 }),
      image.batchNorm({ scale: false }),
      image.batchNorm({ axis: 1 }),
      vector.batchNorm({ scale: false, center: false }),
      image.layerNorm(),
      image.layerNorm({ axis: [1, 2, 3] }),
      image.layerNorm({ axis: 2, center: false }),
      vector.layerNorm({ scale: false }),
      image.groupNorm({ groups: 4 }),
      image.groupNorm({ groups: 2, scale: false, center: false }),
      image.instanceNorm(),
      image.instanceNorm({ center: false }),
      image.l2Normalize(),
      vector.l2Normalize({ scale: false }),
      image.localResponseNorm({ depthRadius: 2, bias: 2, alpha: 0.3, beta: 0.75 }),
    ])
  },
  convolutions() {
    const image = input(11, 9, 6)
    const border = { top: 2, bottom: 0, left: 1, right: 3 }
    return made('m', image, [
      image.conv2d(4, 3, { strides: 2, padding: 'same' }),
      image.conv2d(4, [2, 3], { strides: [3, 2], padding: border, groups: 2, useBias: false }),
      image.conv2d(4, 3, { dilationRate: 2, padding: 'same' }),
      image.depthwiseConv2d(3, { depthMultiplier: 2, strides: 2 }),
      image.separableConv2d(5, 3, { padding: 'same', depthMultiplier: 2 }),
      image.conv2dTranspose(4, 3, { strides: 2, padding: 'same' }),
      image.conv2dTranspose(4, 2, { strides: 3, padding: 'same' }),
      image.conv2dTranspose(4, [4, 3], { strides: [2, 1], useBias: false }),
      image.conv2dTranspose(4, 4, { strides: 2, padding: 1 }),
      image.shift(3),
      image.shift([1, 3]),
      image.dense(5),
    ])
  },
  deformable() {
    const image = input(9, 8, 4)
    const offsets = image.conv2d(2 * 2 * 9, 3, { strides: 2, padding: 'same' })
    const mask = image.conv2d(2 * 9, 3, { strides: 2, padding: 'same', activation: 'sigmoid' })
    const options = { filters: 6, kernelSize: 3, strides: 2, padding: 'same', offsetGroups: 2, groups: 2 } as const
    return made('m', image, [
      image.deformableConv2d(offsets, mask, options),
      image.deformableConv2d(offsets, { ...options, useBias: false }),
    ])
  },
  pools() {
    const image = input(11, 9, 4)
    return made('m', image, [
      image.maxPool2d(3, { strides: 2, padding: 'same' }),
      image.maxPool2d([2, 3], { strides: 2, padding: 1, ceilMode: true }),
      image.avgPool2d(3, { strides: 2, padding: 'same' }),
      image.avgPool2d(4, { strides: 3, padding: 1, ceilMode: true }),
      image.l2Pool(3, { strides: 2, padding: 'same' }),
      image.globalAveragePool2d(),
      image.globalAveragePool2d({ keepDims: true }),
      image.globalMaxPool2d(),
      image.globalMaxPool2d({ keepDims: true }),
      image.adaptiveAvgPool2d([4, 3]),
      image.channelPool('max'),
      image.channelPool('average'),
    ])
  },
  unpooling() {
    const image = input(12, 8, 3)
    const [maxima, indices] = image.maxPool2dWithIndices(2)
    const deep = maxima.conv2d(3, 3, { padding: 'same' })
    return made('m', image, [deep.maxUnpool2d(indices, { poolSize: 2 }), maxima])
  },
  shapes() {
    const image = input(8, 6, 12)
    const [left, middle, right] = image.split([2, 6, 4])
    const vector = image.flatten().dense(24)
    return made('m', image, [
      image.flatten(),
      vector.flatten(),
      image.reshape([4, 36, 4]),
      image.reshape([48, 12]),
      vector.reshape([2, 3, 4]),
      image.permute([2, 1, 3]),
      image.permute([3, 1, 2]),
      image.permute([2, 3, 1]),
      image.reshape([48, 12]).permute([2, 1]),
      vector.repeatVector(5),
      image.zeroPad2d({ top: 1, bottom: 2, left: 3, right: 0 }),
      image.padChannels({ before: 1, after: 2 }),
      vector.padChannels({ before: 3, after: 0 }),
      image.cropping2d({ top: 1, bottom: 2, left: 0, right: 3 }),
      image.slice([1, 2, 3], [4, -1, 5]),
      vector.slice([4], [7]),
      left.concat(right).concat(middle),
      image.concat(image.conv2d(12, 1), { axis: 1 }),
      image.gatherChannels([11, 0, 3, 3]),
      image.channelShuffle(3),
      image.spaceToDepth(2),
      image.pixelShuffle(2),
    ])
  },
  resampling() {
    const image = input(6, 5, 3)
    return made('m', image, [
      image.upSampling2d(3),
      image.upSampling2d([2, 3], { interpolation: 'bilinear' }),
      image.upSampling2d(2, { interpolation: 'bilinear', coordinates: 'topLeft' }),
      image.resizeBilinear([9, 4]),
      image.resizeBilinear([11, 3], { coordinates: 'alignCorners' }),
      image.resizeNearest([9, 4]),
      image.resizeNearest([11, 3], { coordinates: 'alignCorners' }),
      image.resizing(4, 7),
      image.resizing(9, 3, { interpolation: 'nearest' }),
      image.resizing(9, 3, { cropToAspectRatio: true }),
    ])
  },
  merges() {
    const image = input(5, 4, 3)
    const [a, b, c] = [image.conv2d(3, 1), image.conv2d(3, 1), image.conv2d(1, 1)]
    const gate = image.globalAveragePool2d({ keepDims: true })
    return made('m', image, [
      a.add(b, image),
      a.subtract(b),
      a.multiply(gate),
      a.multiply(c),
      a.maximum(b, image),
      a.minimum(b),
      a.average(b, image),
      a.scaleBy(-1.5),
      a.rescaling(0.5, { offset: 2 }),
      a.rescaling([1, 2, -1], { offset: [0, 0.5, 3] }),
      a.layerScale(),
      a.flatten().rescaling(2).layerScale({ initialValue: 0.5 }),
      a.matMul(b, { transposeA: true }),
      a.reshape([20, 3]).matMul(b.reshape([20, 3]), { transposeB: true }),
      a.dropout(0.5).spatialDropout2d(0.5).stochasticDepth(0.5).gaussianNoise(1).gaussianDropout(0.5).alphaDropout(0.1),
    ])
  },
  sequences() {
    const sequence = input(13, 4)
    return made('m', sequence, [
      sequence.conv1d(5, 3, { strides: 2, padding: 'same' }),
      sequence.conv1d(5, 3, { padding: 'causal', dilationRate: 2, useBias: false }),
      sequence.maxPool1d(3, { strides: 2, padding: 'same' }),
      sequence.avgPool1d(3, { strides: 2, padding: 'same' }),
      sequence.globalAveragePool1d(),
      sequence.globalMaxPool1d(),
      sequence.dense(6, { activation: 'relu' }),
      sequence.relu().masking().spatialDropout1d(0.5),
      sequence.batchNorm(),
      sequence.layerNorm(),
    ])
  },
  regions() {
    const image = input(16, 12, 4)
    const boxes = input(3, 4)
    // Whatever the numbers from -1 to 1, corners that lie in this order.
    const corner = boxes.slice([0, 0], [-1, 2]).rescaling(2, { offset: 3 })
    const sides = boxes.slice([0, 2], [-1, 2]).rescaling(2, { offset: 6 })
    const shifted = corner.concat(corner.add(sides))
    return made(
      'm',
      [image, boxes],
      [
        image.roiAlign(shifted, { poolSize: 3, spatialScale: 0.5 }),
        image.roiAlign(shifted, { poolSize: [2, 3], aligned: false, samplingRatio: 1 }),
        image.roiPool(shifted, { poolSize: 2 }),
      ],
    )
  },
  sharedWeights() {
    const [left, right] = [input(8, 8, 2), input(8, 8, 2)]
    const tower = layers.conv2d(3, 3, { activation: 'relu', name: 'tower/conv 1' })
    const head = layers.dense(4)
    const ends = [left, right].map(image => image.apply(tower).flatten().apply(head))
    return made('m', [left, right], [ends[0].subtract(ends[1]), ends[0], ends[0]])
  },
}
