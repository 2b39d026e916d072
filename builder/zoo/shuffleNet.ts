import { convBatchNormRelu } from '../blocks/convBatchNormRelu'
import { shuffleUnit } from '../blocks/shuffleUnit'
import { type InputSize, input as image } from '../input'
import { type Model, model } from '../model'

export interface ShuffleNetOptions {
  input?: readonly [InputSize, InputSize, number]
  classes?: number
  /** Groups of the 1×1 convolutions. More groups leave room for more channels at the same cost. */
  groups?: 1 | 2 | 3 | 4 | 8
  /** Multiplies the channels of all layers. */
  width?: number
}

/**
 * ShuffleNet, Zhang et al. 2018, https://arxiv.org/abs/1707.01083, table 1.
 *
 * New against ResNeXt and MobileNet: the 1×1 convolutions, where most of their cost lies, are grouped too, and a channel
 * shuffle between them lets the groups exchange.
 */
export function shuffleNet(options: ShuffleNetOptions = {}): Model {
  const { input = [224, 224, 3], classes = 1000, groups = 3, width = 1 } = options
  const start = image(...input)
  const scaled = (channels: number) => Math.floor(channels * width)
  let x = convBatchNormRelu(start, scaled(24), 3, { strides: 2, padding: 1 }).maxPool2d(3, { strides: 2, padding: 1 })
  for (const [stage, repeats] of [4, 8, 4].entries()) {
    for (let repeat = 0; repeat < repeats; repeat++) {
      x = shuffleUnit(x, scaled(channels[groups] * 2 ** stage), {
        groups,
        strides: repeat === 0 ? 2 : 1,
        groupFirst: stage > 0 || repeat > 0,
      })
    }
  }
  const scores = x.globalAveragePool2d().dense(classes)
  return model(`ShuffleNet ×${width}, ${groups} groups`, start, scores.softmax(), { task: 'classification' })
}

/** Channels of the first stage by number of groups; each stage doubles them. */
const channels = { 1: 144, 2: 200, 3: 240, 4: 272, 8: 384 }
