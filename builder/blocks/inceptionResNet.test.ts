import { checkBlock } from '../../test/checkBlock'
import { inceptionResNetA, inceptionResNetB, inceptionResNetC, inceptionResNetReductionB } from './inceptionResNet'

// Version 2; the last 1×1 has a bias and no normalisation.
checkBlock('inceptionResNet', [
  {
    title: 'A',
    inputs: [[35, 35, 320]],
    build: x => inceptionResNetA(x, [48, 64], { scale: 0.17 }),
    outputs: [[35, 35, 320]],
    parameters: 3 * 320 * 32 + 9 * (32 * 32 + 32 * 48 + 48 * 64) + 2 * (4 * 32 + 48 + 64) + (128 + 1) * 320,
  },
  {
    title: 'B',
    inputs: [[17, 17, 1088]],
    build: x => inceptionResNetB(x, [128, 160, 192], { scale: 0.1 }),
    outputs: [[17, 17, 1088]],
    parameters: 1088 * (192 + 128) + 7 * (128 * 160 + 160 * 192) + 2 * (192 + 128 + 160 + 192) + (384 + 1) * 1088,
  },
  {
    title: 'reduction B',
    inputs: [[17, 17, 1088]],
    build: x => inceptionResNetReductionB(x, [384, 288, 288, 320]),
    outputs: [[8, 8, 2080]],
    parameters:
      3 * 1088 * 256 + 9 * (256 * 384 + 256 * 288 + 256 * 288 + 288 * 320) + 2 * (3 * 256 + 384 + 288 + 288 + 320),
  },
  {
    title: 'C',
    inputs: [[8, 8, 2080]],
    build: x => inceptionResNetC(x, [192, 224, 256], { scale: 1, activated: false }),
    outputs: [[8, 8, 2080]],
    parameters: 2080 * (192 + 192) + 3 * (192 * 224 + 224 * 256) + 2 * (192 + 192 + 224 + 256) + (448 + 1) * 2080,
  },
])
