import { checkBlock } from '../../test/checkBlock'
import { ssdHead } from './ssdHead'

// The parameters are those of the four layers in the authors’ SSD300 prototxt.
checkBlock('ssdHead', [
  {
    title: 'two maps, 21 classes: 38² · 4 + 19² · 6 boxes',
    inputs: [
      [38, 38, 512],
      [19, 19, 1024],
    ],
    build: (fine, coarse) => Object.values(ssdHead([fine, coarse], [4, 6], 21)),
    outputs: [
      [7942, 4],
      [7942, 21],
    ],
    parameters: 73_744 + 387_156 + 221_208 + 1_161_342,
  },
])
