import { ceilDivide, type Dimension, symbol, unknownDimension, unknownReason } from '../../builder/dimension'
import { Symbolic, Unknown, type Value } from '../evaluate/values'

/** A dimension as the user's program sees it: a number, a number in symbols, or unknown. */
export function valueOfDimension(dimension: Dimension): Value {
  if (typeof dimension === 'number') return dimension
  const reason = unknownReason(dimension)
  return reason === undefined ? new Symbolic(dimension) : new Unknown(reason)
}

/** A symbolic number where the builder needs an integer; an inexact quotient has to be one for the program to work. */
export function dimensionOfSymbolic({ dimension, divisor }: Symbolic): Dimension {
  return divisor === 1 ? dimension : ceilDivide(dimension, divisor)
}

/** An unknown where the builder needs an integer: a parameter nobody supplied becomes a symbol of its name. */
export function dimensionOfUnknown({ parameter, reason }: Unknown): Dimension {
  return parameter === undefined ? unknownDimension(reason) : symbol(parameter)
}
