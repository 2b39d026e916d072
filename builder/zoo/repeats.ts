import { NetworkError } from '../problem'

/**
 * How often blocks of `perBlock` layers repeat in a network of `depth` layers, `others` of which stand outside them. Throws
 * {@link NetworkError} where that is no whole number: such a network does not exist.
 */
export function repeats(network: string, depth: number, perBlock: number, others: number): number {
  const count = (depth - others) / perBlock
  if (Number.isInteger(count) && count >= 1) return count
  const message = `depth must be ${perBlock} · n + ${others}, such as ${perBlock + others} or ${2 * perBlock + others}, got ${depth}`
  throw new NetworkError(network, { rule: 'invalid-option', option: 'depth', message })
}
