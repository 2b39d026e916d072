import { tensor } from '@tensorflow/tfjs-core'
import { layers } from '@tensorflow/tfjs-layers'
import { expect, test } from 'vitest'
import { useBackend } from '../checks/backend'
import { checkComputation } from '../checks/checkComputation'
import { masking } from './masking'

checkComputation(masking, [{ inputs: [[5, 3]], like: () => layers.masking() }])

test.each([0, 2])('sets elements that hold nothing but %d to zero, and stops their gradient', async maskValue => {
  await useBackend('cpu')
  const input = tensor([maskValue, maskValue, 1, maskValue, 3, 4], [1, 3, 2])
  const outputs = masking.forward({ maskValue }, [input], {})
  expect([...outputs[0].dataSync()]).toEqual([0, 0, 1, maskValue, 3, 4])
  const [gradient] = masking.backward(
    { maskValue },
    {
      inputs: [input],
      outputs,
      outputGradients: [tensor([1, 2, 3, 4, 5, 6], [1, 3, 2])],
      weights: {},
    },
  )
  expect([...gradient.dataSync()]).toEqual([0, 0, 3, 4, 5, 6])
})
