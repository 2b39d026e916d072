import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { bidirectional } from './bidirectional'

checkLayer(bidirectional, [
  {
    options: { layer: { kind: 'lstm', options: { units: 8 } } },
    inputs: [[5, 3]],
    output: [16],
    parameters: 768,
    formula: '2·4·(3 + 8 + 1)·8',
    macs: 3520,
    window: 'global',
    like: () => layers.bidirectional({ layer: layers.lstm({ units: 8 }) as never }),
  },
  {
    options: { layer: { kind: 'gru', options: { units: 8, returnSequences: true } }, mergeMode: 'sum' },
    inputs: [[5, 3]],
    output: [5, 8],
    parameters: 576,
    formula: '2·3·(3 + 8 + 1)·8',
    macs: 2640,
    like: () =>
      layers.bidirectional({ layer: layers.gru({ units: 8, returnSequences: true }) as never, mergeMode: 'sum' }),
  },
  {
    options: { layer: { kind: 'simpleRNN', options: { units: 8, returnState: true } } },
    inputs: [[5, 3]],
    outputs: [[16], [8], [8]],
    parameters: 192,
    formula: '2·(3 + 8 + 1)·8',
    macs: 880,
    like: () => layers.bidirectional({ layer: layers.simpleRNN({ units: 8, returnState: true }) as never }),
  },
  {
    options: { layer: { kind: 'lstm', options: { units: 8 } }, mergeMode: 'none' },
    inputs: [[5, 3]],
    outputs: [[8], [8]],
    parameters: 768,
    formula: '2·4·(3 + 8 + 1)·8',
    macs: 3520,
    like: () => layers.bidirectional({ layer: layers.lstm({ units: 8 }) as never, mergeMode: null as never }),
  },
  {
    options: { layer: { kind: 'dense', options: { units: 8 } } },
    inputs: [[5, 3]],
    problem: 'reads from both ends with a recurrent layer, not with dense',
  },
  {
    options: { layer: { kind: 'lstm', options: { units: 8 } } },
    inputs: [[3]],
    problem: 'lstm: needs a sequence of length×channels, got a vector',
  },
  {
    options: { layer: { kind: 'lstm', options: { units: 8 } }, mergeMode: 'max' },
    inputs: [[5, 3]],
    problem: "mergeMode must be 'concat' or 'sum' or 'mul' or 'ave' or 'none', got 'max'",
  },
])
