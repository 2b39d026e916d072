import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { dense } from './dense'

checkLayer(dense, [
  {
    options: { units: 10 },
    inputs: [[84]],
    output: [10],
    parameters: 850,
    formula: '(84 + 1)·10',
    macs: 840,
    window: 'global',
    like: () => layers.dense({ units: 10 }),
  },
  {
    options: { units: 10, useBias: false },
    inputs: [[7, 5, 8]],
    output: [7, 5, 10],
    parameters: 80,
    formula: '8·10',
    macs: 80 * 35,
    window: 'elementwise',
    like: () => layers.dense({ units: 10, useBias: false }),
  },
  { options: { units: 0 }, inputs: [[84]], problem: 'units must be integer of at least 1, got 0' },
  { options: { units: 3 }, inputs: [[]], problem: 'the input has no axis to connect' },
])
