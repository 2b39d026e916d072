import { Convolution, DepthwiseConvolution, SeparableConvolution, TransposedConvolution } from './classes/convolution'
import { ConvolutionalLstm } from './classes/convolutionalLstm'
import {
  Activation,
  Dense,
  Dropout,
  Elementwise,
  Embedding,
  Flatten,
  ParametricRelu,
  Permute,
  RepeatVector,
  Reshape,
} from './classes/core'
import { Concatenation, DotProduct, Merging } from './classes/merging'
import { BatchNormalization, LayerNormalization } from './classes/normalization'
import { Border, GlobalPooling, Pooling, UpSampling } from './classes/pooling'
import { Preprocessing } from './classes/preprocessing'
import { type CellName, Recurrent, RecurrentCell } from './classes/recurrent'
import type { Config } from './config'
import type { LayerBehaviour, Surroundings } from './layerBehaviour'

/** A class of tfjs-layers: how its layers behave, and under which names `tf.layers` makes them. */
export interface LayerClass {
  readonly className: string
  /** Names of functions of `tf.layers`. */
  readonly functions: readonly string[]
  readonly make: (config: Config, surroundings: Surroundings) => LayerBehaviour
}

type Maker = (className: string, config: Config, surroundings: Surroundings) => LayerBehaviour

function define(className: string, functions: string, make: Maker): LayerClass {
  return {
    className,
    functions: functions === '' ? [] : functions.split(' '),
    make: (config, surroundings) => make(className, config, surroundings),
  }
}

const elementwise =
  (kind: string | undefined): Maker =>
  (...given) =>
    new Elementwise(...given, kind)
const dropout =
  (kind: string, rank?: number): Maker =>
  (...given) =>
    new Dropout(...given, kind, rank)
const merging =
  (kind: string): Maker =>
  (...given) =>
    new Merging(...given, kind)
const pooling =
  (rank: 1 | 2 | 3, kind: string): Maker =>
  (...given) =>
    new Pooling(...given, rank, kind)
const globalPooling =
  (rank: 1 | 2, kind: string): Maker =>
  (...given) =>
    new GlobalPooling(...given, rank, kind)
const cell =
  (name: CellName): Maker =>
  (...given) =>
    new RecurrentCell(...given, name)
const recurrent =
  (name: CellName): Maker =>
  (className, config, surroundings) => {
    const step = new RecurrentCell(`${className}Cell`, config, surroundings, name)
    return new Recurrent(className, config, surroundings, [step], name)
  }

/** Every class of tfjs-layers that has a behaviour of its own; wrappers and models are made elsewhere. */
export const layerClasses: readonly LayerClass[] = [
  define('ELU', 'elu', elementwise('elu')),
  define('ReLU', 'reLU', elementwise('relu')),
  define('LeakyReLU', 'leakyReLU', elementwise('leakyRelu')),
  define('PReLU', 'prelu', (...given) => new ParametricRelu(...given)),
  define('Softmax', 'softmax', elementwise('softmax')),
  define('ThresholdedReLU', 'thresholdedReLU', elementwise('thresholdedRelu')),
  define('Conv1D', 'conv1d', (...given) => new Convolution(...given, 1)),
  define('Conv2D', 'conv2d', (...given) => new Convolution(...given, 2)),
  define('Conv3D', 'conv3d', (...given) => new Convolution(...given, 3)),
  define('Conv2DTranspose', 'conv2dTranspose', (...given) => new TransposedConvolution(...given, 2)),
  define('Conv3DTranspose', 'conv3dTranspose', (...given) => new TransposedConvolution(...given, 3)),
  define('SeparableConv2D', 'separableConv2d', (...given) => new SeparableConvolution(...given)),
  define('DepthwiseConv2D', 'depthwiseConv2d', (...given) => new DepthwiseConvolution(...given)),
  define('Cropping2D', 'cropping2D', (...given) => new Border(...given, 'cropping2d')),
  define('ZeroPadding2D', 'zeroPadding2d', (...given) => new Border(...given, 'zeroPad2d')),
  define('UpSampling2D', 'upSampling2d', (...given) => new UpSampling(...given)),
  define('Activation', 'activation', (...given) => new Activation(...given)),
  define('Dense', 'dense', (...given) => new Dense(...given)),
  define('Dropout', 'dropout', dropout('dropout')),
  define('SpatialDropout1D', 'spatialDropout1d', dropout('spatialDropout1d', 3)),
  define('GaussianNoise', 'gaussianNoise', dropout('gaussianNoise')),
  define('GaussianDropout', 'gaussianDropout', dropout('gaussianDropout')),
  define('AlphaDropout', 'alphaDropout', dropout('alphaDropout')),
  define('Masking', 'masking', elementwise('masking')),
  define('Flatten', 'flatten', (...given) => new Flatten(...given)),
  define('RepeatVector', 'repeatVector', (...given) => new RepeatVector(...given)),
  define('Reshape', 'reshape', (...given) => new Reshape(...given)),
  define('Permute', 'permute', (...given) => new Permute(...given)),
  define('Embedding', 'embedding', (...given) => new Embedding(...given)),
  define('Add', 'add', merging('add')),
  define('Average', 'average', merging('average')),
  define('Maximum', 'maximum', merging('maximum')),
  define('Minimum', 'minimum', merging('minimum')),
  define('Multiply', 'multiply', merging('multiply')),
  define('Concatenate', 'concatenate', (...given) => new Concatenation(...given)),
  define('Dot', 'dot', (...given) => new DotProduct(...given)),
  define('BatchNormalization', 'batchNormalization', (...given) => new BatchNormalization(...given)),
  define('LayerNormalization', 'layerNormalization', (...given) => new LayerNormalization(...given)),
  define('AveragePooling1D', 'averagePooling1d avgPool1d avgPooling1d', pooling(1, 'avgPool1d')),
  define('AveragePooling2D', 'averagePooling2d avgPool2d avgPooling2d', pooling(2, 'avgPool2d')),
  define('AveragePooling3D', 'averagePooling3d avgPool3d avgPooling3d', pooling(3, 'avgPool3d')),
  define('MaxPooling1D', 'maxPooling1d maxPool1d', pooling(1, 'maxPool1d')),
  define('MaxPooling2D', 'maxPooling2d maxPool2d', pooling(2, 'maxPool2d')),
  define('MaxPooling3D', 'maxPooling3d', pooling(3, 'maxPool3d')),
  define('GlobalAveragePooling1D', 'globalAveragePooling1d', globalPooling(1, 'globalAveragePool1d')),
  define('GlobalAveragePooling2D', 'globalAveragePooling2d', globalPooling(2, 'globalAveragePool2d')),
  define('GlobalMaxPooling1D', 'globalMaxPooling1d globalMaxPool1d', globalPooling(1, 'globalMaxPool1d')),
  define('GlobalMaxPooling2D', 'globalMaxPooling2d globalMaxPool2d', globalPooling(2, 'globalMaxPool2d')),
  define('SimpleRNN', 'simpleRNN', recurrent('SimpleRNN')),
  define('GRU', 'gru', recurrent('GRU')),
  define('LSTM', 'lstm', recurrent('LSTM')),
  define('Rescaling', 'rescaling', elementwise('rescaling')),
  define('Resizing', 'resizing', (...given) => new Preprocessing(...given)),
  define('CenterCrop', 'centerCrop', (...given) => new Preprocessing(...given)),
  define('CategoryEncoding', 'categoryEncoding', (...given) => new Preprocessing(...given)),
  define('ConvLSTM2D', 'convLstm2d', (...given) => new ConvolutionalLstm(...given)),
  define('SimpleRNNCell', 'simpleRNNCell', cell('SimpleRNN')),
  define('GRUCell', 'gruCell', cell('GRU')),
  define('LSTMCell', 'lstmCell', cell('LSTM')),
]

export const byClassName: ReadonlyMap<string, LayerClass> = new Map(layerClasses.map(known => [known.className, known]))

export const byFunction: ReadonlyMap<string, LayerClass> = new Map(
  layerClasses.flatMap(known => known.functions.map(name => [name, known] as const)),
)
