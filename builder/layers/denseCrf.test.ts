import { checkLayer } from '../../test/checkLayer'
import { denseCrf } from './denseCrf'

checkLayer(denseCrf, [
  {
    inputs: [
      [321, 321, 21],
      [321, 321, 3],
    ],
    output: [321, 321, 21],
    window: 'global',
  },
  {
    inputs: [
      [41, 41, 21],
      [321, 321, 3],
    ],
    problem: 'image must be 41×41×3, got 321×321×3',
  },
])
