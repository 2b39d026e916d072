import { expect, test } from 'vitest'
import type { FuzzKind } from './fuzzKind'
import { images } from './images'
import { programs } from './programs'
import { Random } from './random'
import { weights } from './weights'

/** What went wrong in the first cases of a seed, by number. What takes long, `npm run fuzz` tells. */
async function faults(kind: FuzzKind, seed: string, count: number): Promise<string[]> {
  const trial = await kind.start()
  const found: string[] = []
  for (let number = 0; number < count; number++) {
    const { fault } = await trial.try(new Random(`${seed}/${number}`))
    if (fault !== undefined) found.push(`${number}: ${fault}`)
  }
  await trial.end()
  return found
}

test('damaged programs harm nobody', async () => expect(await faults(programs, 'test', 40)).toEqual([]))

// HDF5 is left to `npm run fuzz`: its reader is one instance for all tests of a process, and damage may stay in its memory.
test('damaged weight files are refused with what to do', async () =>
  expect(await faults(weights(['keras.npz', 'torch.onnx', 'torch.pt', 'torch.safetensors']), 'test', 300)).toEqual([]))

test('damaged pictures are refused with what to do', async () => expect(await faults(images, 'test', 1000)).toEqual([]))
