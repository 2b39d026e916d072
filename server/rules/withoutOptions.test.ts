import { expect, test } from 'vitest'
import { analyseText } from '../analyseText'
import { diagnostics } from '../features/diagnostics'

/** Layers that the builder refuses stand in the network as nodes of which nothing is known. */
test.each([
  'conv2d(8, 0)',
  "conv2d(8, 3, { padding: 'sam' })",
  'depthwiseConv2d(0)',
  'separableConv2d(8, -1)',
  'conv2dTranspose(8, 0)',
  'maxPool2d(-2)',
  'batchNorm({ epsilon: true as never })',
  'dropout(7)',
  'dense(-1)',
  'upSampling2d(0)',
  'shift(2)',
])('every rule bears a network with a refused layer: %s', layer => {
  const code = `
const image = input(32, 32, 3)
const dropped = image.conv2d(8, 3).relu().dropout(0.5).${layer}.relu()
const sum0 = image.conv2d(64, 1).relu6().${layer}.conv2d(3, 1, { activation: 'relu' }).add(image)
const start = image.conv2d(8, 1).relu().${layer}
const branch = start.relu().conv2d(8, 1, { activation: 'relu' }).${layer}.batchNorm()
const sum = branch.add(start.conv2d(8, 1)).relu().dropout(0.5).${layer}.maxPool2d(2)
const gate = sum.globalAveragePool2d({ keepDims: true }).conv2d(2, 1).relu().${layer}.sigmoid()
model('m', image, sum.multiply(gate).conv2d(8, 3).${layer}.flatten().dense(64).dense(10).softmax())`
  expect(diagnostics(analyseText(code)).some(({ severity }) => severity === 'error')).toBe(true)
})
