import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { lstm } from './lstm'

checkLayer(lstm, [
  // 4 · (3 + 8 + 1) · 8 = 384.
  {
    options: { units: 8 },
    inputs: [[5, 3]],
    output: [8],
    parameters: 384,
    formula: '4·(3 + 8 + 1)·8',
    macs: 1760,
    window: 'global',
    like: () => layers.lstm({ units: 8 }),
  },
  {
    options: { units: 8, returnSequences: true, useBias: false, activation: 'relu' },
    inputs: [[5, 3]],
    output: [5, 8],
    parameters: 352,
    formula: '4·(3 + 8)·8',
    macs: 1760,
    like: () => layers.lstm({ units: 8, returnSequences: true, useBias: false, activation: 'relu' }),
  },
  {
    options: { units: 8, returnState: true, goBackwards: true },
    inputs: [[5, 3]],
    outputs: [[8], [8], [8]],
    parameters: 384,
    formula: '4·(3 + 8 + 1)·8',
    macs: 1760,
    like: () => layers.lstm({ units: 8, returnState: true, goBackwards: true }),
  },
  {
    options: { units: 8, returnState: true, returnSequences: true },
    inputs: [[5, 3]],
    outputs: [[5, 8], [8], [8]],
    parameters: 384,
    formula: '4·(3 + 8 + 1)·8',
    macs: 1760,
    like: () => layers.lstm({ units: 8, returnState: true, returnSequences: true }),
  },
  { options: { units: 8 }, inputs: [[3]], problem: 'needs a sequence of length×channels, got a vector' },
  { options: { units: 0 }, inputs: [[5, 3]], problem: 'units must be integer of at least 1, got 0' },
])
