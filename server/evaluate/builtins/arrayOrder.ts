import { toPrimitive, toText } from '../convert'
import type { Evaluation } from '../evaluation'
import { callValue } from '../functions'
import type { CallSite } from '../host'
import { ArrayValue, type NativeCall, Symbolic, Unknown, type Value } from '../values'
import { known } from './arrayCalls'

/** Sorts by merging, so that a comparison of the user's that makes no sense still ends. */
function sorted(context: Evaluation, elements: readonly Value[], compare: Value, site: CallSite): Value[] | Unknown {
  let unknown: Unknown | undefined
  const given = elements.filter(value => value !== undefined)
  const texts = new Map<Value, string>()
  if (compare === undefined) {
    for (const value of given) {
      const text = toText(context, value, site.node)
      if (text instanceof Unknown) return text
      texts.set(value, text)
    }
  }
  given.sort((a, b) => {
    context.step(site.node)
    if (compare === undefined) {
      const [x, y] = [texts.get(a)!, texts.get(b)!]
      return x < y ? -1 : x > y ? 1 : 0
    }
    const order = toPrimitive(context, callValue(context, compare, undefined, [a, b], site), 'number', site.node)
    if (order instanceof Unknown || order instanceof Symbolic) {
      unknown ??= new Unknown('the order is not known', site.node)
      return 0
    }
    return Number(order)
  })
  if (unknown) return unknown
  // Undefined elements come last, and holes after them.
  const order = [...given, ...elements.filter(value => value === undefined)]
  order.length = elements.length
  return order
}

/** The methods of arrays that put them in another order. */
export const arrayOrders: Record<string, NativeCall> = {
  reverse: (_context, self) => {
    if (self instanceof ArrayValue) {
      _context.willWrite(self)
      self.elements.reverse()
    }
    return self
  },
  sort: (context, self, [compare], site) => {
    if (!(self instanceof ArrayValue) || self.contentsUnknown) return self
    const order = sorted(context, self.elements, compare, site)
    context.willWrite(self)
    if (order instanceof Unknown) self.contentsUnknown = order
    else self.elements = order
    return self
  },
  toReversed: known((_context, array) => new ArrayValue(array.elements.slice().reverse())),
  toSorted: known((context, array, [compare], site) => {
    const order = sorted(context, Array.from(array.elements), compare, site)
    return order instanceof Unknown ? order : new ArrayValue(order)
  }),
}
