import { expect, test } from 'vitest'
import { graphCosts } from '../costs'
import { isExpression, substitute } from '../dimension'
import type { InputSize } from '../input'
import type { Model } from '../model'
import { cifarDenseNet } from './cifarDenseNet'
import { condenseNet } from './condenseNet'
import { darknet19 } from './darknet19'
import { denseNet } from './denseNet'
import { inceptionResNet } from './inceptionResNet'
import { inceptionV3 } from './inceptionV3'
import { inceptionV4 } from './inceptionV4'
import { mobileNetV1 } from './mobileNetV1'
import { mobileNetV2 } from './mobileNetV2'
import { mobileNetV3 } from './mobileNetV3'
import { resNet } from './resNet'
import { segNet } from './segNet'
import { shiftNet } from './shiftNet'
import { shuffleNet } from './shuffleNet'
import { shuffleNetV2 } from './shuffleNetV2'
import { wideResNet } from './wideResNet'
import { xception } from './xception'
import { yoloV3 } from './yoloV3'

type Size = readonly [InputSize, InputSize, number]

const networks: Readonly<Record<string, (input: Size) => Model>> = {
  cifarDenseNet: input => cifarDenseNet({ input }),
  condenseNet: input => condenseNet({ input }),
  darknet19: input => darknet19({ input }),
  denseNet: input => denseNet({ input }),
  inceptionResNet: input => inceptionResNet({ input }),
  inceptionV3: input => inceptionV3({ input }),
  inceptionV4: input => inceptionV4({ input }),
  mobileNetV1: input => mobileNetV1({ input }),
  mobileNetV2: input => mobileNetV2({ input }),
  mobileNetV3: input => mobileNetV3({ input }),
  resNet: input => resNet({ input }),
  segNet: input => segNet({ input }),
  shiftNet: input => shiftNet({ input }),
  shuffleNet: input => shuffleNet({ input }),
  shuffleNetV2: input => shuffleNetV2({ input }),
  wideResNet: input => wideResNet({ input }),
  xception: input => xception({ input }),
  yoloV3: input => yoloV3({ input }),
}

test.each(Object.entries(networks))('%s for any size agrees with itself at 256×320', (_name, make) => {
  const open = make([null, null, 3]).graph
  const sized = make([256, 320, 3]).graph
  const values = { H: 256, W: 320 }
  expect(open.layers.some(({ outputShapes }) => outputShapes.some(shape => shape.some(isExpression)))).toBe(true)
  expect(
    open.layers.map(({ outputShapes }) => outputShapes.map(shape => shape.map(size => substitute(size, values)))),
  ).toEqual(sized.layers.map(({ outputShapes }) => outputShapes))
  const [openCosts, sizedCosts] = [graphCosts(open), graphCosts(sized)]
  expect(openCosts.parameters).toEqual(sizedCosts.parameters)
  expect(substitute(openCosts.macs, values)).toBe(sizedCosts.macs)
})
