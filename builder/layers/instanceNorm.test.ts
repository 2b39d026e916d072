import { checkLayer } from '../../test/checkLayer'
import { instanceNorm } from './instanceNorm'

checkLayer(instanceNorm, [
  { inputs: [[7, 5, 3]], output: [7, 5, 3], parameters: 6, formula: '2·3', window: 'gate' },
  { options: { center: false, scale: false }, inputs: [[7, 5, 3]], output: [7, 5, 3] },
  { inputs: [[3]], problem: 'needs a map of height×width×channels, got a vector' },
])
