import { checkLayer } from '../../test/checkLayer'
import { groupNorm } from './groupNorm'

checkLayer(groupNorm, [
  // Wu and He's ResNet-50 has 32 groups everywhere; its first layer has 64 channels.
  { inputs: [[112, 112, 64]], output: [112, 112, 64], parameters: 128, formula: '2·64', window: 'gate' },
  { options: { groups: 3, scale: false }, inputs: [[2, 2, 6]], output: [2, 2, 6], parameters: 6, formula: '6' },
  { options: { groups: 4 }, inputs: [[2, 2, 6]], problem: '4 groups do not divide 6 input channels' },
  { options: { groups: 2 }, inputs: [[6]], problem: 'needs a map of height×width×channels, got a vector' },
])
