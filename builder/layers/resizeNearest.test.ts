import { checkLayer } from '../../test/checkLayer'
import { resizeNearest } from './resizeNearest'

checkLayer(resizeNearest, [
  {
    options: { size: [14, 28] },
    inputs: [[7, 7, 3]],
    output: [14, 28, 3],
    window: { size: [1, 1], stride: [0.5, 0.25], padding: [0.25, 0.375] },
  },
  { options: { size: 9 }, inputs: [[7]], problem: 'needs a map of height×width×channels, got a vector' },
])
