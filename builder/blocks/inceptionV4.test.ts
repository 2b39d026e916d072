import { checkBlock } from '../../test/checkBlock'
import {
  inceptionReductionA,
  inceptionV4A,
  inceptionV4B,
  inceptionV4C,
  inceptionV4ReductionB,
  inceptionV4Stem,
} from './inceptionV4'

// Shapes from figures 3 to 9 of the paper.
checkBlock('inceptionV4', [
  {
    title: 'stem',
    inputs: [[299, 299, 3]],
    build: x => inceptionV4Stem(x),
    outputs: [[35, 35, 384]],
    parameters:
      9 * (3 * 32 + 32 * 32 + 32 * 64 + 64 * 96) +
      (160 * 64 + 9 * 64 * 96) +
      (160 * 64 + 2 * 7 * 64 * 64 + 9 * 64 * 96) +
      9 * 192 * 192 +
      2 * (32 + 32 + 64 + 96 + 64 + 96 + 64 + 64 + 64 + 96 + 192),
  },
  {
    title: 'A',
    inputs: [[35, 35, 384]],
    build: x => inceptionV4A(x),
    outputs: [[35, 35, 384]],
    parameters: 384 * (96 + 96 + 64 + 64) + 2 * 9 * 64 * 96 + 9 * 96 * 96 + 2 * (5 * 96 + 2 * 64),
  },
  {
    title: 'reduction A',
    inputs: [[35, 35, 384]],
    build: x => inceptionReductionA(x, [192, 224, 256, 384]),
    outputs: [[17, 17, 1024]],
    parameters: 9 * 384 * 384 + 384 * 192 + 9 * 192 * 224 + 9 * 224 * 256 + 2 * (384 + 192 + 224 + 256),
  },
  {
    title: 'B',
    inputs: [[17, 17, 1024]],
    build: x => inceptionV4B(x),
    outputs: [[17, 17, 1024]],
    parameters:
      1024 * (384 + 128 + 192 + 192) +
      7 * (192 * 224 + 224 * 256) +
      7 * (192 * 192 + 192 * 224 + 224 * 224 + 224 * 256) +
      2 * (384 + 128 + 192 + 224 + 256 + 192 + 192 + 224 + 224 + 256),
  },
  {
    title: 'reduction B',
    inputs: [[17, 17, 1024]],
    build: x => inceptionV4ReductionB(x),
    outputs: [[8, 8, 1536]],
    parameters:
      1024 * (192 + 256) +
      9 * 192 * 192 +
      7 * (256 * 256 + 256 * 320) +
      9 * 320 * 320 +
      2 * (192 + 192 + 256 + 256 + 320 + 320),
  },
  {
    title: 'C',
    inputs: [[8, 8, 1536]],
    build: x => inceptionV4C(x),
    outputs: [[8, 8, 1536]],
    parameters:
      1536 * (256 + 256 + 384 + 384) +
      3 * (384 * 448 + 448 * 512) +
      2 * 3 * 384 * 256 +
      2 * 3 * 512 * 256 +
      2 * (6 * 256 + 2 * 384 + 448 + 512),
  },
])
