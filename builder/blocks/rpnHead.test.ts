import { checkBlock } from '../../test/checkBlock'
import { rpnHead } from './rpnHead'

checkBlock('rpnHead', [
  {
    title: 'on VGG-16: 9 anchors, two scores each',
    inputs: [[37, 50, 512]],
    build: x => Object.values(rpnHead([x], { filters: 512 })[0]),
    outputs: [
      [37, 50, 18],
      [37, 50, 36],
    ],
    parameters: (9 * 512 + 1) * 512 + (512 + 1) * (18 + 36),
  },
  {
    title: 'on a pyramid: weights shared by the levels, counted once',
    inputs: [
      [50, 50, 256],
      [25, 25, 256],
    ],
    build: (...levels) =>
      rpnHead(levels, { anchors: 3, scoresPerAnchor: 1 }).flatMap(({ scores, offsets }) => [scores, offsets]),
    outputs: [
      [50, 50, 3],
      [50, 50, 12],
      [25, 25, 3],
      [25, 25, 12],
    ],
    parameters: (9 * 256 + 1) * 256 + (256 + 1) * (3 + 12),
    macs: (9 * 256 * 256 + 256 * 15) * (50 * 50 + 25 * 25),
  },
])
