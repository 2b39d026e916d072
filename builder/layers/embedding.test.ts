import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { embedding } from './embedding'

checkLayer(embedding, [
  {
    options: { inputDim: 100, outputDim: 8 },
    inputs: [[7]],
    output: [7, 8],
    parameters: 800,
    formula: '100·8',
    window: 'elementwise',
    like: () => layers.embedding({ inputDim: 100, outputDim: 8 }),
  },
  {
    options: { inputDim: 100, outputDim: 8 },
    inputs: [[7, 2]],
    output: [7, 2, 8],
    parameters: 800,
    formula: '100·8',
    like: () => layers.embedding({ inputDim: 100, outputDim: 8 }),
  },
  { options: { inputDim: 0, outputDim: 8 }, inputs: [[7]], problem: 'inputDim must be integer of at least 1, got 0' },
])
