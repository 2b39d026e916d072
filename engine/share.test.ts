import { memory, tensor } from '@tensorflow/tfjs-core'
import { expect, test } from 'vitest'
import { useBackend } from './checks/backend'
import { share } from './share'

test.each(['cpu', 'wasm'] as const)(
  'on %s, numbers are shared without a copy, and are there as long as one has them',
  async backend => {
    await useBackend(backend)
    const one = tensor([1, 2, 3, 4], [2, 2])
    const { numDataBuffers } = memory()
    const other = share(one)
    expect(other.shape).toEqual([2, 2])
    expect(memory().numDataBuffers).toBe(numDataBuffers)
    one.dispose()
    expect([...other.dataSync()]).toEqual([1, 2, 3, 4])
  },
)
