import { checkLayer } from '../../test/checkLayer'
import { l2Normalize } from './l2Normalize'

checkLayer(l2Normalize, [
  // conv4_3_norm of SSD300: 512 scales.
  { inputs: [[38, 38, 512]], output: [38, 38, 512], parameters: 512, formula: '512', window: 'elementwise' },
  { options: { scale: false }, inputs: [[128]], output: [128] },
])
