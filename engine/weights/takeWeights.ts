import { EngineError } from '../engineError'
import type { Steps } from '../requests'
import type { PairedWeight } from './pairWeights'
import { slotName } from './slots'

/**
 * Reads the numbers of the tensors that a network takes, one after the other, by the names of its weights. Tells of the progress
 * in megabytes. Throws {@link EngineError} `cancelled` soon after the signal says so.
 */
export async function takeWeights(
  paired: readonly PairedWeight[],
  { signal, progress }: { readonly signal?: AbortSignal; progress?(message: string, steps?: Steps): void } = {},
): Promise<Map<string, Float32Array>> {
  const sizeOf = ({ slot }: PairedWeight) => 4 * slot.shape.reduce((product, size) => product * size, 1)
  const whole = paired.reduce((sum, pair) => sum + sizeOf(pair), 0)
  const values = new Map<string, Float32Array>()
  let [bytes, paused] = [0, 0]
  for (const pair of paired) {
    if (bytes - paused >= PAUSE_EVERY_BYTES) {
      paused = bytes
      const [done, all] = [bytes, whole].map(count => Math.round(count / 1e6)) as [number, number]
      progress?.(`reading weights: ${done} of ${all} MB`, { done, all })
      // Lets messages in, a cancellation among them.
      await new Promise(resolve => setTimeout(resolve))
    }
    if (signal?.aborted) throw new EngineError('cancelled', 'the reading of the weights was cancelled', 'Load again.')
    values.set(slotName(pair.slot), pair.take())
    bytes += sizeOf(pair)
  }
  return values
}

/** Some hundredths of a second of reading. */
const PAUSE_EVERY_BYTES = 8e6
