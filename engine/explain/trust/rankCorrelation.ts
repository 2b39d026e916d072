/**
 * How alike two lists of numbers are in order, −1…1: the correlation of their ranks, equal numbers sharing the mean of theirs. 0
 * where all numbers of one list are equal.
 *
 * Source  Spearman 1904, The Proof and Measurement of Association between Two Things
 */
export function rankCorrelation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [first, second] = [ranks(a), ranks(b)]
  const mean = (a.length - 1) / 2
  let [product, left, right] = [0, 0, 0]
  for (let i = 0; i < a.length; i++) {
    product += (first[i] - mean) * (second[i] - mean)
    left += (first[i] - mean) ** 2
    right += (second[i] - mean) ** 2
  }
  return left === 0 || right === 0 ? 0 : product / Math.sqrt(left * right)
}

function ranks(values: ArrayLike<number>): Float64Array {
  const order = Array.from(values, (_, i) => i).sort((i, j) => values[i] - values[j])
  const ranks = new Float64Array(order.length)
  for (let start = 0; start < order.length; ) {
    let end = start
    while (end + 1 < order.length && values[order[end + 1]] === values[order[start]]) end++
    for (let i = start; i <= end; i++) ranks[order[i]] = (start + end) / 2
    start = end + 1
  }
  return ranks
}
