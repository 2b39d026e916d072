import { checkBlock } from '../../test/checkBlock'
import { inceptionV3A, inceptionV3B, inceptionV3C, inceptionV3D, inceptionV3E } from './inceptionV3'

// Shapes of the maps: Keras's InceptionV3 (mixed0, mixed3, mixed4, mixed8, mixed9); sums by hand.
checkBlock('inceptionV3', [
  {
    title: 'A: mixed0',
    inputs: [[35, 35, 192]],
    build: x => inceptionV3A(x, 32),
    outputs: [[35, 35, 256]],
    parameters:
      192 * (64 + 48 + 64 + 32) + 25 * 48 * 64 + 9 * 64 * 96 + 9 * 96 * 96 + 2 * (64 + 48 + 64 + 64 + 96 + 96 + 32),
  },
  {
    title: 'B: mixed3',
    inputs: [[35, 35, 288]],
    build: x => inceptionV3B(x),
    outputs: [[17, 17, 768]],
    parameters: 9 * 288 * 384 + 288 * 64 + 9 * 64 * 96 + 9 * 96 * 96 + 2 * (384 + 64 + 96 + 96),
  },
  {
    title: 'C: mixed4',
    inputs: [[17, 17, 768]],
    build: x => inceptionV3C(x, 128),
    outputs: [[17, 17, 768]],
    parameters: 768 * (192 + 128 + 128 + 192) + 4 * 7 * 128 * 128 + 2 * 7 * 128 * 192 + 2 * (4 * 192 + 6 * 128),
  },
  {
    title: 'D: mixed8',
    inputs: [[17, 17, 768]],
    build: x => inceptionV3D(x),
    outputs: [[8, 8, 1280]],
    parameters: 768 * (192 + 192) + 9 * 192 * 320 + 2 * 7 * 192 * 192 + 9 * 192 * 192 + 2 * (192 + 320 + 4 * 192),
  },
  {
    title: 'E: mixed9',
    inputs: [[8, 8, 1280]],
    build: x => inceptionV3E(x),
    outputs: [[8, 8, 2048]],
    parameters: 1280 * (320 + 384 + 448 + 192) + 4 * 3 * 384 * 384 + 9 * 448 * 384 + 2 * (320 + 6 * 384 + 448 + 192),
  },
])
