import { formatInput } from '../option'
import { NetworkError } from '../problem'

/** More than any network repeats a part of a block. */
const MOST = 1_000

/** Throws a {@link NetworkError} where a block cannot repeat a part so often: `8 / 0` times has no end. */
export function checkRepetitions(block: string, option: string, count: number, least = 0): void {
  if (Number.isInteger(count) && count >= least && count <= MOST) return
  const message = `${option} must be an integer from ${least} to ${MOST}, got ${formatInput(count)}`
  throw new NetworkError(block, { rule: 'invalid-option', message })
}
