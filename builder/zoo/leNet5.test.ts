import { expect, test } from 'vitest'
import { graphCosts } from '../costs'
import { leNet5 } from './leNet5'

// Hand counts: 156 + 2,416 + 48,120 + 10,164 + 850; in LeCun et al. 1998 the second convolution has 1,516 instead.
test('LeNet-5 has 61,706 parameters and 416,520 multiply-adds', () => {
  const { parameters, macs } = graphCosts(leNet5().graph)
  expect(parameters).toEqual({ trainable: 61_706, nonTrainable: 0 })
  expect(macs).toBe(416_520)
})
