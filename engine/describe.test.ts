import { expect, test } from 'vitest'
import { input } from '../builder/input'
import { model } from '../builder/model'
import { leNet5 } from '../builder/zoo/leNet5'
import { graphOf } from './checks/build'
import { describe as describeGraph } from './describe'

// By hand: 28·28·6 outputs of 5·5·1 multiply-adds and 6·(25 + 1) weights; 4 bytes a number.
test('the first convolution of LeNet-5', () => {
  const image = input(32, 32, 1)
  const { layers } = describeGraph(graphOf(model('LeNet-5', image, image.conv2d(6, 5).flatten().dense(10))))
  expect(layers[1]).toEqual({
    ...{ name: 'conv2d_1', kind: 'conv2d', shape: '28×28×6', inputs: [{ layer: 'input_1', shape: '32×32×1' }] },
    parameters: { value: 156, text: '156' },
    fixedParameters: { value: 0, text: '0' },
    macs: { value: 117_600, text: '117,600' },
    memory: { value: 18_816, text: '18.4 KiB' },
    field: { value: 5, text: '5×5' },
  })
})

test('the rows add up to the totals', () => {
  const { layers, parameters, macs } = describeGraph(graphOf(leNet5()))
  const sum = (of: 'parameters' | 'macs') => layers.reduce((total, layer) => total + layer[of].value!, 0)
  expect([parameters.value, macs.value]).toEqual([sum('parameters'), sum('macs')])
})

test('what depends on the image is told in symbols, without a number', () => {
  const image = input(null, null, 3)
  const { layers, macs } = describeGraph(graphOf(model('any size', image, image.conv2d(8, 3, { padding: 'same' }))))
  expect(layers[1].shape).toBe('H×W×8')
  expect(layers[1].macs).toEqual({ value: null, text: expect.stringMatching(/216.*H.*W/) })
  expect(macs.value).toBeNull()
})
