import { preactivationResidual } from '../blocks/preactivationResidual'
import { input as image } from '../input'
import { type Model, model } from '../model'
import type { Tensor } from '../tensor'

export interface ResidualUNetOptions {
  input?: readonly [number, number, number]
  /** 1 gives the paper's road or no road, a sigmoid; more give a softmax. */
  classes?: number
  /** Filters of the first level; each level down doubles them. */
  filters?: number
  /** Levels down, and up again. */
  depth?: number
}

/**
 * Deep residual U-Net (ResUNet), Zhang, Liu, Wang 2018, Road Extraction by Deep Residual U-Net,
 * https://arxiv.org/abs/1711.10684, table 1 and figure 2.
 *
 * New against U-Net: every pair of convolutions is a pre-activation residual block, which trains easier and needs a quarter
 * of the parameters for the same roads; blocks stride instead of pooling; the way up doubles the map without weights. The
 * paper's 7.8 million parameters are the 3×3 convolutions of its table; the 1×1 projections of the shortcuts, whose form it
 * leaves open, come on top.
 */
export function residualUNet(options: ResidualUNetOptions = {}): Model {
  const { input = [224, 224, 3], classes = 1, filters = 64, depth = 3 } = options
  const start = image(...input)
  // The first block has nothing before it to normalise.
  const branch = start.conv2d(filters, 3, { padding: 1, useBias: false }).batchNorm().relu()
  let x: Tensor = branch.conv2d(filters, 3, { padding: 1 }).add(start.conv2d(filters, 1))
  const kept: Tensor[] = []
  for (let level = 1; level <= depth; level++) {
    kept.push(x)
    x = preactivationResidual(x, filters * 2 ** level, { strides: 2 })
  }
  for (const [level, finer] of [...kept.entries()].reverse()) {
    // Where an odd side was halved, doubling gives one pixel more than there was.
    const doubled = x.resizeNearest([finer.height, finer.width])
    x = preactivationResidual(doubled.concat(finer), filters * 2 ** level)
  }
  const scores = x.conv2d(classes, 1)
  return model('Residual U-Net', start, classes === 1 ? scores.sigmoid() : scores.softmax(), { task: 'segmentation' })
}
