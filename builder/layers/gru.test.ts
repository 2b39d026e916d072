import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { gru } from './gru'

checkLayer(gru, [
  // 3 · (3 + 8 + 1) · 8 = 288.
  {
    options: { units: 8 },
    inputs: [[5, 3]],
    output: [8],
    parameters: 288,
    formula: '3·(3 + 8 + 1)·8',
    macs: 1320,
    window: 'global',
    like: () => layers.gru({ units: 8 }),
  },
  {
    options: { units: 8, returnSequences: true, useBias: false, activation: 'relu' },
    inputs: [[5, 3]],
    output: [5, 8],
    parameters: 264,
    formula: '3·(3 + 8)·8',
    macs: 1320,
    like: () => layers.gru({ units: 8, returnSequences: true, useBias: false, activation: 'relu' }),
  },
  {
    options: { units: 8, returnState: true, goBackwards: true },
    inputs: [[5, 3]],
    outputs: [[8], [8]],
    parameters: 288,
    formula: '3·(3 + 8 + 1)·8',
    macs: 1320,
    like: () => layers.gru({ units: 8, returnState: true, goBackwards: true }),
  },
  {
    options: { units: 8, returnState: true, returnSequences: true },
    inputs: [[5, 3]],
    outputs: [[5, 8], [8]],
    parameters: 288,
    formula: '3·(3 + 8 + 1)·8',
    macs: 1320,
    like: () => layers.gru({ units: 8, returnState: true, returnSequences: true }),
  },
  // Keras with resetAfter: a second row of offsets, 3 · 8 more.
  {
    options: { units: 8, resetAfter: true },
    inputs: [[5, 3]],
    output: [8],
    parameters: 312,
    formula: '3·(3 + 8 + 2)·8',
    macs: 1320,
  },
  { options: { units: 8 }, inputs: [[3]], problem: 'needs a sequence of length×channels, got a vector' },
  { options: { units: 0 }, inputs: [[5, 3]], problem: 'units must be integer of at least 1, got 0' },
])
