import { expect, test } from 'vitest'
import { layerKinds } from '../builder/layerKinds'
import { computations } from './computations'

// Inputs are given, and where either of two layers may stand, no network can be run.
const NOT_COMPUTED = ['either', 'input']

// Of these, shapes and costs alone are known: no network on images in the engine holds them.
const NOT_OF_IMAGES =
  `alphaDropout avgPool1d avgPool3d bidirectional categoryEncoding centerCrop conv1d conv3d conv3dTranspose
  convLstm2d dot embedding gaussianDropout gaussianNoise globalAveragePool1d globalMaxPool1d gru logSoftmax lstm masking
  maxPool1d maxPool3d minimum mish randomWidth repeatVector rescaling resizing selu simpleRNN softplus softsign
  spatialDropout1d thresholdedRelu timeDistributed`.split(/\s+/)

test('every layer kind of the builder that images need can be computed', () => {
  const kinds = [...layerKinds.keys()].filter(kind => ![...NOT_COMPUTED, ...NOT_OF_IMAGES].includes(kind))
  expect([...computations.keys()].sort()).toEqual(kinds.sort())
})
