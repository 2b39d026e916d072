/** So many numbers are tried: enough for all divisors of numbers up to four thousand million. */
const MOST_TRIED = 2 ** 16

/**
 * The numbers that divide all of some counts, from the smallest. Of counts that no network has, far from all: the small ones
 * and what these leave.
 */
export function divisorsOf(counts: readonly number[]): number[] {
  if (counts.length === 0 || !counts.every(count => Number.isSafeInteger(count) && count >= 1)) return []
  const common = counts.reduce(greatestCommonDivisor)
  const small: number[] = []
  const large: number[] = []
  for (let divisor = 1; divisor <= MOST_TRIED && divisor * divisor <= common; divisor++) {
    if (common % divisor !== 0) continue
    small.push(divisor)
    if (divisor * divisor < common) large.unshift(common / divisor)
  }
  return [...small, ...large]
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}
