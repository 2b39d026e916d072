import { checkLayer } from '../../test/checkLayer'
import { localResponseNorm } from './localResponseNorm'

checkLayer(localResponseNorm, [
  // AlexNet's first normalisation, §3.3 of the paper: n = 5.
  {
    options: { depthRadius: 2, bias: 2, alpha: 1e-4, beta: 0.75 },
    inputs: [[55, 55, 96]],
    output: [55, 55, 96],
    window: 'elementwise',
  },
  { options: { depthRadius: 0 }, inputs: [[5, 5, 2]], problem: 'depthRadius must be integer of at least 1, got 0' },
])
