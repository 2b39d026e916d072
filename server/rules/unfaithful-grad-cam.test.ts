import { checkRule } from './checkRule'
import { unfaithfulGradCam } from './unfaithful-grad-cam'

checkRule(unfaithfulGradCam, {
  valid: {
    'an average and one dense layer': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(16, 3).relu().globalAveragePool2d().dense(10).softmax())`,
    'a flattening and one dense layer, for which HiResCAM is exact': `
const image = input(32, 32, 3)
model('m', image, image.conv2d(16, 3).relu().flatten().dense(10).softmax())`,
    'an activation that nobody knows': `
export const head = (x: Tensor, activation: 'relu' | 'linear') => x.flatten().dense(64, { activation })`,
  },
  invalid: {
    'three dense layers': {
      code: `
const image = input(32, 32, 3)
const map = image.conv2d(16, 3).relu()
model('m', image, map.flatten().dense(64).relu().dropout(0.5).dense(32, { activation: 'relu' }).dense(10).softmax())
//                    ^^^^^^^ information: 3 dense layers read the flattened map: Grad-CAM may show places that the network did not use, HiResCAM is closer to it`,
      fixed: {},
    },
  },
})
