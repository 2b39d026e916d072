import { memory } from '@tensorflow/tfjs-core'
import { beforeAll, expect, test } from 'vitest'
import { input } from '../../builder/input'
import { model } from '../../builder/model'
import { useBackend } from '../checks/backend'
import { build } from '../checks/build'
import { explainPixels } from '../checks/explainPixels'
import { explanations } from './explanations'

// So small that a run takes a millisecond.
const image = input(2, 2, 1)
const tiny = model('tiny', image, image.conv2d(2, 1).relu().globalAveragePool2d().dense(2))

beforeAll(() => useBackend('cpu'))

test.each([...explanations.values()])('500 runs of $name leave as many tensors as there were', async explanation => {
  const network = build(tiny)
  const layer = explanation.needs === 'layer' ? 'relu_1' : ''
  const before = memory().numTensors
  for (let run = 0; run < 500; run++)
    await explainPixels(explanation, network, [0.1, 0.9, 0.4, 0.2], 1, { layer, samples: 2 })
  expect(memory().numTensors).toBe(before)
  network.dispose()
})
