import { bottleneck } from '../blocks/bottleneck'
import type { Tensor } from '../tensor'
import { residualDepths, residualStem } from './residualStages'

export interface DilatedResNetOptions {
  depth: 50 | 101 | 152
  /** Pixels of the image an element of the last map stands for. */
  outputStride: 8 | 16 | 32
  version?: 1 | 1.5
}

/**
 * ResNet for segmentation: once the map is `outputStride` times smaller than the image, stages dilate instead of striding,
 * so that windows grow and the map does not shrink. Gives the last map and those before it, stage by stage.
 *
 * Source  Chen et al. 2017, Rethinking Atrous Convolution, §3.1, https://arxiv.org/abs/1706.05587
 */
export function dilatedResNet(start: Tensor, { depth, outputStride, version = 1.5 }: DilatedResNetOptions): Tensor[] {
  const maps: Tensor[] = []
  let x = residualStem(start)
  let stride = 4
  let dilationRate = 1
  for (const [stage, repeats] of residualDepths[depth].entries()) {
    const halve = stage > 0 && stride < outputStride
    if (halve) stride *= 2
    for (let repeat = 0; repeat < repeats; repeat++) {
      x = bottleneck(x, 64 * 2 ** stage, { strides: halve && repeat === 0 ? 2 : 1, dilationRate, version })
      // The first block still reads a map that is not dilated further.
      if (repeat === 0 && stage > 0 && !halve) dilationRate *= 2
    }
    maps.push(x)
  }
  return maps
}
