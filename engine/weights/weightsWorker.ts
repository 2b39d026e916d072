/**
 * Reads weight files in a worker of its own, which starts where one needs it: the library for HDF5 is four times as large as
 * all the rest of the engine, and would delay every panel. Takes a {@link WeightFile}, gives its tensors or why there are none.
 */
import { engineFailure } from '../engineFailure'
import type { WeightFile, WeightsAnswer } from '../requests'
import { readWeights } from './readWeights'

const scope = globalThis as unknown as DedicatedWorkerGlobalScope
scope.onmessage = async ({ data: file }: MessageEvent<WeightFile>) => {
  try {
    // A copy of each takes its numbers, once.
    const tensors = (await readWeights(file)).map(weight => ({ ...weight }))
    const buffers = new Set(tensors.map(({ values }) => values.buffer as ArrayBuffer))
    scope.postMessage({ tensors } satisfies WeightsAnswer, [...buffers])
  } catch (error) {
    scope.postMessage({ error: engineFailure(error) } satisfies WeightsAnswer)
  }
}
