/**
 * The nearest multiple of `divisor`, at least `divisor`, but never more than a tenth below the value: how MobileNets round
 * widths.
 */
export function divisible(value: number, divisor = 8): number {
  const rounded = Math.max(divisor, Math.floor((value + divisor / 2) / divisor) * divisor)
  return rounded < 0.9 * value ? rounded + divisor : rounded
}
