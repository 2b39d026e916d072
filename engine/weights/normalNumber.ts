/**
 * A pseudo-random number with mean 0 and standard deviation 1, made of two uniform ones.
 *
 * Source  Box and Muller 1958, A Note on the Generation of Random Normal Deviates
 */
export function normalNumber(next: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
}
