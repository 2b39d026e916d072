import { EngineError } from '../engineError'
import type { SourceWeight } from './sourceWeight'

/** A tensor of a file whose numbers are still to be read. */
export type UnreadWeight = Omit<SourceWeight, 'values'> & { read(): Float32Array }

/**
 * Makes a tensor whose numbers are read when someone takes them, and each time anew, so that those that no network takes cost
 * nothing. Taking them throws {@link EngineError} `weights-not-finite` where one of them is no number.
 */
export function lazyWeight(file: string, { read, ...about }: UnreadWeight): SourceWeight {
  return Object.defineProperty(about, 'values', {
    enumerable: true,
    get() {
      const values = read()
      checkFinite(file, about.name, values)
      return values
    },
  }) as SourceWeight
}

function checkFinite(file: string, name: string, values: Float32Array): void {
  for (let at = 0; at < values.length; at++) {
    if (Number.isFinite(values[at])) continue
    const message = `weight ${name} of ${file} holds ${values[at]} at element ${at} of ${values.length}`
    throw new EngineError('weights-not-finite', message, 'Train again with a lower learning rate, or save earlier.')
  }
}
