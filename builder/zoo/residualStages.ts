import { convBatchNormRelu } from '../blocks/convBatchNormRelu'
import type { Tensor } from '../tensor'

/** Blocks in each of the four stages, by depth of the network (He et al. 2016, table 1). */
export const residualDepths = {
  18: [2, 2, 2, 2],
  34: [3, 4, 6, 3],
  50: [3, 4, 6, 3],
  101: [3, 4, 23, 3],
  152: [3, 8, 36, 3],
} as const

export type ResidualDepth = keyof typeof residualDepths

/** ResNet's start: a 7×7 convolution and a max pooling, each halving the image. */
export function residualStem(image: Tensor, useBias = false): Tensor {
  return convBatchNormRelu(image, 64, 7, { strides: 2, padding: 3, useBias }).maxPool2d(3, { strides: 2, padding: 1 })
}

/** Stages of equal blocks: each doubles the width, and all but the first halve the map in their first block. */
export function residualStages(
  x: Tensor,
  blocks: readonly number[],
  block: (x: Tensor, width: number, strides: number) => Tensor,
  width = 64,
): Tensor {
  let y = x
  for (const [stage, repeats] of blocks.entries()) {
    for (let repeat = 0; repeat < repeats; repeat++) {
      y = block(y, width * 2 ** stage, stage > 0 && repeat === 0 ? 2 : 1)
    }
  }
  return y
}
