/** What every layer of TensorFlow.js takes. */
const ALWAYS = 'inputShape batchInputShape batchSize dtype name trainable weights inputDType'

/** The options of the functions of `tf.layers`, by the functions that take them: what tfjs-layers 4.22 declares. */
const NAMES: Readonly<Record<string, string>> = {
  'elu leakyReLU': 'alpha',
  reLU: 'maxValue',
  prelu: 'alphaConstraint alphaInitializer alphaRegularizer sharedAxes',
  'softmax concatenate': 'axis',
  thresholdedReLU: 'theta',
  'conv1d conv2d conv2dTranspose conv3d conv3dTranspose':
    'filters kernelSize strides padding activation useBias kernelInitializer activityRegularizer ' +
    'biasConstraint biasInitializer biasRegularizer dataFormat dilationRate kernelConstraint kernelRegularizer',
  separableConv2d:
    'filters kernelSize strides padding activation useBias kernelInitializer activityRegularizer ' +
    'biasConstraint biasInitializer biasRegularizer dataFormat depthMultiplier depthwiseConstraint ' +
    'depthwiseInitializer depthwiseRegularizer dilationRate kernelConstraint kernelRegularizer ' +
    'pointwiseConstraint pointwiseInitializer pointwiseRegularizer',
  cropping2D: 'cropping dataFormat',
  upSampling2d: 'size dataFormat interpolation',
  depthwiseConv2d:
    'kernelSize strides padding activation useBias kernelInitializer activityRegularizer biasConstraint ' +
    'biasInitializer biasRegularizer dataFormat depthMultiplier depthwiseConstraint depthwiseInitializer ' +
    'depthwiseRegularizer dilationRate kernelConstraint kernelRegularizer',
  activation: 'activation',
  dense:
    'units activation useBias kernelInitializer activityRegularizer biasConstraint biasInitializer ' +
    'biasRegularizer inputDim kernelConstraint kernelRegularizer',
  dropout: 'rate noiseShape seed',
  spatialDropout1d: 'rate seed',
  'flatten globalAveragePooling2d globalMaxPooling2d globalMaxPool2d': 'dataFormat',
  repeatVector: 'n',
  reshape: 'targetShape',
  permute: 'dims',
  embedding:
    'activityRegularizer embeddingsConstraint embeddingsInitializer embeddingsRegularizer inputDim inputLength ' +
    'maskZero outputDim',
  'add average maximum minimum multiply globalAveragePooling1d globalMaxPooling1d globalMaxPool1d': '',
  dot: 'axes normalize',
  batchNormalization:
    'axis betaConstraint betaInitializer betaRegularizer center epsilon gammaConstraint gammaInitializer ' +
    'gammaRegularizer momentum movingMeanInitializer movingVarianceInitializer scale',
  layerNormalization: 'axis betaInitializer betaRegularizer center epsilon gammaInitializer gammaRegularizer scale',
  zeroPadding2d: 'padding dataFormat',
  'averagePooling1d avgPool1d avgPooling1d maxPooling1d maxPool1d': 'strides poolSize padding',
  'averagePooling2d avgPool2d avgPooling2d averagePooling3d avgPool3d avgPooling3d maxPooling2d maxPool2d maxPooling3d':
    'strides poolSize padding dataFormat',
  gru:
    'units activation useBias kernelInitializer biasConstraint biasInitializer biasRegularizer cell dropout ' +
    'dropoutFunc goBackwards implementation inputDim inputLength kernelConstraint kernelRegularizer ' +
    'recurrentActivation recurrentConstraint recurrentDropout recurrentInitializer recurrentRegularizer ' +
    'returnSequences returnState stateful unroll',
  gruCell:
    'units activation useBias kernelInitializer biasConstraint biasInitializer biasRegularizer dropout ' +
    'dropoutFunc implementation kernelConstraint kernelRegularizer recurrentActivation recurrentConstraint ' +
    'recurrentDropout recurrentInitializer recurrentRegularizer resetAfter',
  lstm:
    'units activation useBias kernelInitializer biasConstraint biasInitializer biasRegularizer cell dropout ' +
    'dropoutFunc goBackwards implementation inputDim inputLength kernelConstraint kernelRegularizer ' +
    'recurrentActivation recurrentConstraint recurrentDropout recurrentInitializer recurrentRegularizer ' +
    'returnSequences returnState stateful unitForgetBias unroll',
  lstmCell:
    'units activation useBias kernelInitializer biasConstraint biasInitializer biasRegularizer dropout ' +
    'dropoutFunc implementation kernelConstraint kernelRegularizer recurrentActivation recurrentConstraint ' +
    'recurrentDropout recurrentInitializer recurrentRegularizer unitForgetBias',
  simpleRNN:
    'units activation useBias kernelInitializer biasConstraint biasInitializer biasRegularizer cell dropout ' +
    'dropoutFunc goBackwards inputDim inputLength kernelConstraint kernelRegularizer recurrentConstraint ' +
    'recurrentDropout recurrentInitializer recurrentRegularizer returnSequences returnState stateful unroll',
  simpleRNNCell:
    'units activation useBias kernelInitializer biasConstraint biasInitializer biasRegularizer dropout ' +
    'dropoutFunc kernelConstraint kernelRegularizer recurrentConstraint recurrentDropout recurrentInitializer ' +
    'recurrentRegularizer',
  convLstm2d:
    'filters kernelSize strides padding activation useBias kernelInitializer biasConstraint biasInitializer ' +
    'biasRegularizer cell dataFormat dilationRate dropout dropoutFunc goBackwards implementation inputDim ' +
    'inputLength kernelConstraint kernelRegularizer recurrentActivation recurrentConstraint recurrentDropout ' +
    'recurrentInitializer recurrentRegularizer returnSequences returnState stateful unitForgetBias unroll',
  convLstm2dCell:
    'filters kernelSize strides padding activation useBias kernelInitializer biasConstraint biasInitializer ' +
    'biasRegularizer dataFormat dilationRate dropout dropoutFunc implementation kernelConstraint ' +
    'kernelRegularizer recurrentActivation recurrentConstraint recurrentDropout recurrentInitializer ' +
    'recurrentRegularizer unitForgetBias',
  rnn: 'cell goBackwards inputDim inputLength returnSequences returnState stateful unroll',
  stackedRNNCells: 'cells',
  bidirectional: 'layer mergeMode',
  timeDistributed: 'layer',
  gaussianNoise: 'stddev',
  gaussianDropout: 'rate',
  alphaDropout: 'rate noiseShape',
  masking: 'maskValue',
  rescaling: 'offset scale',
  centerCrop: 'height width',
  resizing: 'cropToAspectRatio height interpolation width',
  categoryEncoding: 'numTokens outputMode',
  randomWidth: 'autoVectorize factor interpolation seed',
}

/** The options that a function of `tf.layers` takes, the most used ones first; undefined for one that it does not have. */
export function optionNames(layerFunction: string): readonly string[] | undefined {
  return byFunction.get(layerFunction)
}

const byFunction: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(NAMES).flatMap(([functions, names]) => {
    const all = [...names.split(' '), ...ALWAYS.split(' ')].filter(name => name !== '')
    return functions.split(' ').map(name => [name, all] as const)
  }),
)
