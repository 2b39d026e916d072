import { checkLayer } from '../../test/checkLayer'
import { scaleBy } from './scaleBy'

checkLayer(scaleBy, [
  { options: { factor: 0.17 }, inputs: [[35, 35, 320]], output: [35, 35, 320], window: 'elementwise' },
  { inputs: [[4]], problem: 'scaleBy needs factor: number' },
])
