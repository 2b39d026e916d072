import { expect, test } from 'vitest'
import { layerKinds } from '../builder/layerKinds'
import { computations } from './computations'

// Inputs are given; what a program's own class computes is not known, nor which of either two layers stands.
const NOT_COMPUTED = ['custom', 'either', 'input']

// Of these the shapes and costs alone are known: sequences, volumes and preprocessing are beyond what the engine runs.
const NOT_OF_IMAGES = [
  ['avgPool3d', 'conv3d', 'conv3dTranspose', 'maxPool3d'],
  ['bidirectional', 'convLstm2d', 'gru', 'lstm', 'simpleRNN', 'timeDistributed'],
  ['categoryEncoding', 'centerCrop', 'dot', 'embedding', 'randomWidth'],
].flat()

test('every layer kind of the builder that images need can be computed', () => {
  const kinds = [...layerKinds.keys()].filter(kind => ![...NOT_COMPUTED, ...NOT_OF_IMAGES].includes(kind))
  expect([...computations.keys()].sort()).toEqual(kinds.sort())
})
