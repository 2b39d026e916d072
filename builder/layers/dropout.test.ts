import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { dropout } from './dropout'

checkLayer(dropout, [
  { options: { rate: 0.5 }, inputs: [[4096]], output: [4096], like: () => layers.dropout({ rate: 0.5 }) },
  { options: { rate: 1 }, inputs: [[4096]], problem: 'rate must be number from 0, below 1, got 1' },
  { options: { rate: -0.1 }, inputs: [[4096]], problem: 'rate must be number from 0, below 1, got -0.1' },
])
