import { checkBlock } from '../../test/checkBlock'
import { pyramidPooling } from './pyramidPooling'

checkBlock('pyramidPooling', [
  {
    title: 'four levels of a quarter of the channels beside the map',
    inputs: [[60, 60, 2048]],
    build: x => pyramidPooling(x),
    outputs: [[60, 60, 4096]],
    parameters: 4 * (2048 * 512 + 2 * 512),
    macs: (1 + 4 + 9 + 36) * 2048 * 512,
  },
])
