import { checkLayer } from '../../test/checkLayer'
import { layerScale } from './layerScale'

checkLayer(layerScale, [
  // The first stage of ConvNeXt-T has 96 channels.
  { inputs: [[56, 56, 96]], output: [56, 56, 96], parameters: 96, formula: '96', window: 'elementwise' },
  { options: { initialValue: 0.1 }, inputs: [[10]], output: [10], parameters: 10 },
])
