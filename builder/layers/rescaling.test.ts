import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { rescaling } from './rescaling'

checkLayer(rescaling, [
  {
    options: { scale: 1 / 255, offset: -1 },
    inputs: [[4, 3, 8]],
    output: [4, 3, 8],
    window: 'elementwise',
    like: () => layers.rescaling({ scale: 1 / 255, offset: -1 }),
  },
  {
    options: { scale: 1 / 255, offset: -1 },
    inputs: [[5, 10]],
    output: [5, 10],
    like: () => layers.rescaling({ scale: 1 / 255, offset: -1 }),
  },
  { options: { offset: 1 }, inputs: [[10]], problem: 'rescaling needs scale: number' },
])
