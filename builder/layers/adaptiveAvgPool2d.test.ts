import { checkLayer } from '../../test/checkLayer'
import { adaptiveAvgPool2d } from './adaptiveAvgPool2d'

checkLayer(adaptiveAvgPool2d, [
  {
    options: { outputSize: 6 },
    inputs: [[60, 60, 8]],
    output: [6, 6, 8],
    window: { size: [10, 10], stride: [10, 10], padding: [0, 0], bound: false },
  },
  { options: { outputSize: 1 }, inputs: [[60, 60, 8]], output: [1, 1, 8], window: 'global' },
  // 5 to 2: elements 0…2 and 2…4. Starts ⌊0⌋, ⌊2.5⌋ and ends ⌈2.5⌉, ⌈5⌉ lie in 3.5-wide windows every 2.5 from −0.5 on.
  {
    options: { outputSize: [2, 5] },
    inputs: [[5, 5, 3]],
    output: [2, 5, 3],
    window: { size: [3.5, 1], stride: [2.5, 1], padding: [0.5, 0], bound: true },
  },
  { options: { outputSize: 2 }, inputs: [[8]], problem: 'needs a map of height×width×channels, got a vector' },
])
