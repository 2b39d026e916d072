import { toText, truth } from '../convert'
import type { Evaluation } from '../evaluation'
import { callValue } from '../functions'
import type { CallSite } from '../host'
import { arrayIterator } from '../iteration'
import { boundText } from '../operators'
import { ArrayValue, IteratorValue, type NativeCall, Unknown, type Value } from '../values'
import { changing, known, numberArgument, numeric, visit } from './arrayCalls'
import { arrayOrders } from './arrayOrder'
import { arraySearches } from './arraySearch'
import { methods } from './methods'

const map = known((context, array, args, site) => {
  const result = new ArrayValue(new Array(array.elements.length))
  visit(context, array, args, site, (value, _, index) => {
    result.elements[index] = value
    return undefined
  })
  return result
})

const flatten = (array: Value, depth: number, into: Value[]): Unknown | undefined => {
  if (!(array instanceof ArrayValue)) return undefined
  if (array.contentsUnknown) return array.contentsUnknown
  for (const element of array.elements) {
    if (element instanceof Unknown) return element
    if (element instanceof ArrayValue && depth > 0) {
      const unknown = flatten(element, depth - 1, into)
      if (unknown) return unknown
    } else into.push(element)
  }
  return undefined
}

/** Removes holes as `flat` does. */
function flat(array: ArrayValue, depth: number): Value {
  const result = new ArrayValue([])
  result.contentsUnknown = flatten(new ArrayValue(array.elements.filter(() => true)), depth, result.elements)
  return result
}

function reduce(fromEnd: boolean): NativeCall {
  return known((context, array, args, site) => {
    const [callback] = args
    const indices = Object.keys(array.elements).map(Number)
    if (fromEnd) indices.reverse()
    let value = args[1]
    if (args.length < 2) {
      const first = indices.shift()
      if (first === undefined) context.throwError('TypeError', 'Reduce of empty array with no initial value', site.node)
      value = array.elements[first!]
    }
    for (const index of indices) {
      context.step(site.node)
      if (index in array.elements)
        value = callValue(context, callback, undefined, [value, array.elements[index], index, array], site)
    }
    return value
  })
}

function join(context: Evaluation, array: ArrayValue, [separator]: Value[], site: CallSite): Value {
  const between = separator === undefined ? ',' : toText(context, separator, site.node)
  if (between instanceof Unknown) return between
  const texts: string[] = []
  for (const element of array.elements) {
    context.step(site.node)
    const text =
      element === undefined || element === null || element === array ? '' : toText(context, element, site.node)
    if (text instanceof Unknown) return text
    texts.push(text)
  }
  return boundText(context, texts.join(between), site.node)
}

/** JavaScript's `splice`, which tells a count that is left out from one that is undefined. */
function spliceElements(
  elements: Value[],
  given: number,
  [start, count]: (number | undefined)[],
  added: readonly Value[],
): Value[] {
  if (given === 0) return []
  return given === 1 ? elements.splice(start ?? 0) : elements.splice(start ?? 0, count ?? 0, ...added)
}

const arrayCalls: Record<string, NativeCall> = {
  ...arraySearches,
  ...arrayOrders,
  at: numeric((elements, [index]) => elements.at(index ?? 0)),
  concat: known((context, array, args, site) => {
    const result = new ArrayValue(array.elements.slice())
    for (const argument of args) {
      if (argument instanceof Unknown) result.contentsUnknown ??= argument
      else if (argument instanceof ArrayValue) {
        if (argument.contentsUnknown) result.contentsUnknown ??= argument.contentsUnknown
        context.charge(result.elements.length + argument.elements.length, site.node)
        result.elements = result.elements.concat(argument.elements)
      } else result.elements.push(argument)
      if (result.elements.length > context.limits.size) {
        context.problem('bounds', `arrays of more than ${context.limits.size} elements are not followed`, site.node)
        return new Unknown('the array is too large to follow', site.node)
      }
    }
    return result
  }),
  copyWithin: (context, self, args, site) => {
    if (!(self instanceof ArrayValue) || self.contentsUnknown) return self
    const numbers = args.map(value => numberArgument(context, value, site))
    const unknown = numbers.find(value => value instanceof Unknown)
    context.willWrite(self)
    if (unknown instanceof Unknown) self.contentsUnknown = unknown
    else {
      const [target, start, end] = numbers as (number | undefined)[]
      self.elements.copyWithin(target ?? 0, start ?? 0, end)
    }
    return self
  },
  entries: known(
    (_context, array) =>
      new IteratorValue({
        next: (source => () => {
          const { done, value } = source.next()
          return done ? { done, value } : { done, value: new ArrayValue([source.index++, value]) }
        })(Object.assign(arrayIterator(array), { index: 0 })),
      }),
  ),
  fill: (context, self, [value, from, to], site) => {
    if (!(self instanceof ArrayValue)) return self
    const [start, end] = [numberArgument(context, from, site), numberArgument(context, to, site)]
    context.willWrite(self)
    if (start instanceof Unknown || end instanceof Unknown) {
      self.contentsUnknown ??= start instanceof Unknown ? start : (end as Unknown)
    } else self.elements.fill(value, start, end)
    return self
  },
  filter: known((context, array, args, site) => {
    const result = new ArrayValue([])
    visit(context, array, args, site, (answer, value) => {
      const truthful = truth(answer)
      if (truthful) result.elements.push(value)
      if (truthful === undefined)
        result.contentsUnknown ??=
          answer instanceof Unknown ? answer : new Unknown(`depends on \`${String(answer)}\``, site.node)
      return undefined
    })
    return result
  }),
  flat: known((context, array, [depth], site) => {
    const levels = numberArgument(context, depth, site)
    return levels instanceof Unknown ? levels : flat(array, Math.min(levels ?? 1, 100))
  }),
  flatMap: (context, self, args, site) => {
    const mapped = arrayCalls.map!(context, self, args, site)
    return mapped instanceof ArrayValue ? flat(mapped, 1) : mapped
  },
  forEach: known((context, array, args, site) => {
    visit(context, array, args, site, () => undefined)
    return undefined
  }),
  join: known(join),
  keys: known((_context, array) => new IteratorValue(arrayIterator(new ArrayValue([...array.elements.keys()])))),
  map,
  pop: changing(elements => elements.pop()),
  push: changing((elements, args) => elements.push(...args)),
  reduce: reduce(false),
  reduceRight: reduce(true),
  shift: changing(elements => elements.shift()),
  slice: numeric((elements, [start, end]) => new ArrayValue(elements.slice(start, end))),
  splice: (context, self, args, site) => {
    const [from, count, ...added] = args
    if (!(self instanceof ArrayValue)) return self
    const numbers = [numberArgument(context, from, site), numberArgument(context, count, site)]
    const unknown = self.contentsUnknown ?? numbers.find(value => value instanceof Unknown)
    context.willWrite(self)
    if (unknown instanceof Unknown) {
      self.contentsUnknown = unknown
      return unknown
    }
    const taken = spliceElements(self.elements, args.length, numbers as (number | undefined)[], added)
    return new ArrayValue(taken)
  },
  toSpliced: known((context, array, args, site) => {
    const [from, count, ...added] = args
    const numbers = [numberArgument(context, from, site), numberArgument(context, count, site)]
    const unknown = numbers.find(value => value instanceof Unknown)
    if (unknown instanceof Unknown) return unknown
    const result = new ArrayValue(Array.from(array.elements))
    spliceElements(result.elements, args.length, numbers as (number | undefined)[], added)
    return result
  }),
  toString: known((context, array, _args, site) => join(context, array, [], site)),
  unshift: changing((elements, args) => elements.unshift(...args)),
  values: known((_context, array) => new IteratorValue(arrayIterator(array))),
  with: known((context, array, [index, value], site) => {
    const place = numberArgument(context, index, site)
    if (place instanceof Unknown) return place
    const at = (place ?? 0) < 0 ? array.elements.length + place! : (place ?? 0)
    if (at < 0 || at >= array.elements.length) context.throwError('RangeError', `Invalid index : ${place}`, site.node)
    const result = new ArrayValue(Array.from(array.elements))
    result.elements[at] = value
    return result
  }),
}

/** Methods whose result is an array of the class of the array they are called on. */
const likewise = 'concat filter flat flatMap map slice splice'.split(' ')

function ofOwnClass(call: NativeCall): NativeCall {
  return (context, self, args, site) => {
    const made = call(context, self, args, site)
    if (made instanceof ArrayValue && self instanceof ArrayValue) made.prototype = self.prototype
    return made
  }
}

export const arrayMethods = methods({
  ...arrayCalls,
  ...Object.fromEntries(likewise.map(name => [name, ofOwnClass(arrayCalls[name]!)])),
})
