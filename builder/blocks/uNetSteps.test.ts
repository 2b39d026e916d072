import { checkBlock } from '../../test/checkBlock'
import { uNetDown, uNetUp } from './uNetSteps'

checkBlock('uNetSteps', [
  {
    title: 'down, as in figure 1 of the paper: 572 to 568, pooled to 284',
    inputs: [[572, 572, 1]],
    build: x => Object.values(uNetDown(x, 64, { padding: 'valid' })),
    outputs: [
      [568, 568, 64],
      [284, 284, 64],
    ],
    parameters: (9 + 1) * 64 + (9 * 64 + 1) * 64,
  },
  {
    title: 'up, as in figure 1: 28 doubled to 56, the kept 64 cropped to it',
    inputs: [
      [28, 28, 1024],
      [64, 64, 512],
    ],
    build: (x, kept) => uNetUp(x, kept, 512, { padding: 'valid' }),
    outputs: [[52, 52, 512]],
    parameters: (4 * 1024 + 1) * 512 + (9 * 1024 + 1) * 512 + (9 * 512 + 1) * 512,
  },
  {
    title: 'up with batch normalisation and padding: no crop, no bias',
    inputs: [
      [16, 16, 128],
      [32, 32, 64],
    ],
    build: (x, kept) => uNetUp(x, kept, 64, { batchNorm: true }),
    outputs: [[32, 32, 64]],
    parameters: (4 * 128 + 1) * 64 + 9 * 128 * 64 + 9 * 64 * 64 + 2 * 2 * 64,
  },
])
