import { bottleneck } from '../blocks/bottleneck'
import { residual } from '../blocks/residual'
import { squeezeExcite } from '../blocks/squeezeExcite'
import { type InputSize, input as image } from '../input'
import { type Model, model } from '../model'
import { type ResidualDepth, residualDepths, residualStages, residualStem } from './residualStages'

export interface SeResNetOptions {
  input?: readonly [InputSize, InputSize, number]
  classes?: number
  depth?: ResidualDepth
  /** 1 strides in the first 1×1 of a bottleneck, 1.5 in the 3×3. */
  version?: 1 | 1.5
  /** Groups of the 3×3 convolutions, and the channels of each in the first stage: 32 and 4 make SE-ResNeXt. */
  cardinality?: number
  groupWidth?: number
  reduction?: number
}

/**
 * SE-ResNet and SE-ResNeXt, Hu, Shen, Sun 2018, https://arxiv.org/abs/1709.01507, table 1.
 *
 * New against ResNet: at the end of every residual branch a squeeze-and-excite block weighs the channels by what the whole
 * image holds. 10 % more parameters, hardly more computation.
 */
export function seResNet(options: SeResNetOptions = {}): Model {
  const { input = [224, 224, 3], classes = 1000, depth = 50, version = 1, reduction = 16 } = options
  const { cardinality = 1, groupWidth = 64 } = options
  const start = image(...input)
  const gate = (branch: Parameters<typeof squeezeExcite>[0]) => squeezeExcite(branch, { reduction })
  const features = residualStages(residualStem(start), residualDepths[depth], (x, width, strides) =>
    depth < 50
      ? residual(x, width, { strides, gate })
      : bottleneck(x, (width / 64) * cardinality * groupWidth, {
          filters: 4 * width,
          strides,
          version,
          groups: cardinality,
          gate,
        }),
  )
  const scores = features.globalAveragePool2d().dense(classes)
  const name = cardinality === 1 ? `SE-ResNet-${depth}` : `SE-ResNeXt-${depth} ${cardinality}×${groupWidth}d`
  return model(name, start, scores.softmax(), { task: 'classification' })
}
