import { checkBlock } from '../../test/checkBlock'
import { asppV2, asppV3 } from './aspp'

checkBlock('aspp', [
  {
    title: 'v2 on ResNet-101: four dilated classifiers, summed',
    inputs: [[41, 41, 2048]],
    build: x => asppV2(x, 21),
    outputs: [[41, 41, 21]],
    parameters: 4 * (9 * 2048 + 1) * 21,
  },
  {
    title: 'v2 on VGG-16: with two hidden layers each',
    inputs: [[41, 41, 512]],
    build: x => asppV2(x, 21, { hidden: 1024 }),
    outputs: [[41, 41, 21]],
    parameters: 4 * ((9 * 512 + 1) * 1024 + (1024 + 1) * 1024 + (1024 + 1) * 21),
  },
  {
    title: 'v3: 1×1, three dilated, image pooling, projection',
    inputs: [[33, 33, 2048]],
    build: x => asppV3(x),
    outputs: [[33, 33, 256]],
    parameters: 2 * 2048 * 256 + 3 * 9 * 2048 * 256 + 5 * 256 * 256 + 6 * 2 * 256,
  },
])
