import { isPrimitive, strictlyEqual, toPrimitive, toText, truth } from '../convert'
import type { Evaluation } from '../evaluation'
import { callBackOnce, callValue } from '../functions'
import type { CallSite } from '../host'
import { arrayIterator } from '../iteration'
import { boundText } from '../operators'
import { getProperty } from '../properties'
import { asNumber } from '../symbolic'
import {
  ArrayValue,
  FunctionValue,
  IteratorValue,
  type NativeCall,
  ObjectValue,
  Symbolic,
  Unknown,
  type Value,
} from '../values'
import { methods } from './methods'

type ArrayCall = (context: Evaluation, array: ArrayValue, args: Value[], site: CallSite) => Value

/** Wraps a method of arrays whose elements must be known; callbacks of others are looked at once. */
function known(call: ArrayCall): NativeCall {
  return (context, self, args, site) => {
    if (self instanceof Unknown) return self
    const array = self instanceof ArrayValue ? self : fromArrayLike(context, self, site)
    if (array instanceof Unknown) return array
    if (array.contentsUnknown) {
      callBackOnce(context, args, array.contentsUnknown, site)
      return array.contentsUnknown
    }
    context.charge(array.elements.length, site.node)
    return call(context, array, args, site)
  }
}

/** Wraps a method that changes its array; the array's contents are unknown afterwards where an argument is. */
function changing(call: (elements: Value[], args: Value[]) => Value): NativeCall {
  return (context, self, args, site) => {
    if (!(self instanceof ArrayValue)) return self instanceof Unknown ? self : new Unknown('not an array', site.node)
    if (self.frozen) context.throwError('TypeError', 'Cannot add property, object is not extensible', site.node)
    if (self.contentsUnknown) return self.contentsUnknown
    context.willWrite(self)
    context.charge(args.length, site.node)
    if (self.elements.length + args.length > context.limits.size) {
      context.problem('bounds', `arrays of more than ${context.limits.size} elements are not followed`, site.node)
      self.contentsUnknown = new Unknown('the array is too large to follow', site.node)
      return self.contentsUnknown
    }
    return call(self.elements, args)
  }
}

/** An object with a `length`, for `Array.prototype.slice.call(arguments)` and the like. */
function fromArrayLike(context: Evaluation, self: Value, site: CallSite): ArrayValue | Unknown {
  if (typeof self === 'string') return new ArrayValue([...self])
  if (!(self instanceof ObjectValue)) return context.throwError('TypeError', 'called on null or undefined', site.node)
  const length = getProperty(context, self, 'length', site.node)
  if (length === undefined) return new ArrayValue([])
  if (typeof length !== 'number' || length > context.limits.size)
    return new Unknown('its length is not known', site.node)
  return new ArrayValue(Array.from({ length }, (_, index) => getProperty(context, self, String(index), site.node)))
}

/** Goes through the elements that exist, also those the callback adds or takes away, as JavaScript does. */
function visit(
  context: Evaluation,
  array: ArrayValue,
  [callback, self]: Value[],
  site: CallSite,
  take: (result: Value, value: Value, index: number) => boolean | undefined,
  holes = false,
): void {
  if (!(callback instanceof FunctionValue) && isPrimitive(callback)) {
    context.throwError('TypeError', `${String(callback)} is not a function`, site.node)
  }
  const { length } = array.elements
  for (let index = 0; index < length; index++) {
    context.step(site.node)
    if (!holes && !(index in array.elements)) continue
    const value = array.elements[index]
    if (take(callValue(context, callback, self, [value, index, array], site), value, index) === true) return
  }
}

/** `find`, `some` and their like: stops at the first answer that decides. */
function search(
  context: Evaluation,
  array: ArrayValue,
  args: Value[],
  site: CallSite,
  fromEnd: boolean,
  holes: boolean,
  decide: (truthful: boolean, value: Value, index: number) => { answer: Value } | undefined,
  otherwise: Value,
): Value {
  let answer = otherwise
  let unknown: Unknown | undefined
  const order = fromEnd ? new ArrayValue(array.elements.slice().reverse()) : array
  visit(
    context,
    order,
    args,
    site,
    (result, value, place) => {
      const index = fromEnd ? array.elements.length - 1 - place : place
      const truthful = truth(result)
      if (truthful === undefined)
        unknown ??= new Unknown(
          result instanceof Unknown ? result.reason : `depends on \`${String(result)}\``,
          site.node,
        )
      const decided = truthful === undefined ? undefined : decide(truthful, value, index)
      if (decided) answer = decided.answer
      return decided !== undefined
    },
    holes,
  )
  return unknown ?? answer
}

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

/** A whole-number argument; undefined where it is not given, Unknown where it is not known. */
function numberArgument(context: Evaluation, value: Value, site: CallSite): number | undefined | Unknown {
  if (value === undefined) return undefined
  const primitive = toPrimitive(context, asNumber(value), 'number', site.node)
  if (primitive instanceof Unknown) return primitive
  if (primitive instanceof Symbolic) return new Unknown(`depends on \`${primitive}\``, site.node)
  return Number(primitive)
}

/** A method whose arguments are numbers and which calls nobody back. */
function numeric(call: (elements: Value[], args: (number | undefined)[]) => Value): NativeCall {
  return known((context, array, args, site) => {
    const numbers = args.map(value => numberArgument(context, value, site))
    const unknown = numbers.find(value => value instanceof Unknown)
    return unknown instanceof Unknown ? unknown : call(array.elements, numbers as (number | undefined)[])
  })
}

/** `indexOf` and `includes`: an unknown element before a match leaves it open. */
function lookUp(answer: (index: number) => Value, zeroes: boolean, backwards = false): NativeCall {
  return known((context, { elements }, [wanted, from], site) => {
    const start = numberArgument(context, from, site)
    if (start instanceof Unknown) return start
    const { length } = elements
    const first = start === undefined ? 0 : start < 0 ? Math.max(0, length + Math.trunc(start)) : Math.trunc(start)
    for (let count = first; count < length; count++) {
      const index = backwards ? length - 1 - count : count
      if (!zeroes && !(index in elements)) continue
      const value = elements[index]
      const equal = zeroes && Number.isNaN(value) && Number.isNaN(wanted) ? true : strictlyEqual(value, wanted)
      if (equal === undefined) {
        if (value instanceof Symbolic && wanted instanceof Symbolic && value === wanted) return answer(index)
        return new Unknown(
          value instanceof Unknown ? value.reason : wanted instanceof Unknown ? wanted.reason : 'depends on symbols',
          site.node,
        )
      }
      if (equal) return answer(index)
    }
    return answer(-1)
  })
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
  return unknown ?? [...given, ...elements.filter(value => value === undefined)]
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

export const arrayMethods = methods({
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
  copyWithin: (_context, _self, _args, site) => new Unknown('`copyWithin` is not followed', site.node),
  entries: known(
    (_context, array) =>
      new IteratorValue({
        next: (source => () => {
          const { done, value } = source.next()
          return done ? { done, value } : { done, value: new ArrayValue([source.index++, value]) }
        })(Object.assign(arrayIterator(array), { index: 0 })),
      }),
  ),
  every: known((context, array, args, site) =>
    search(context, array, args, site, false, false, truthful => (truthful ? undefined : { answer: false }), true),
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
  find: known((context, array, args, site) =>
    search(
      context,
      array,
      args,
      site,
      false,
      true,
      (truthful, value) => (truthful ? { answer: value } : undefined),
      undefined,
    ),
  ),
  findIndex: known((context, array, args, site) =>
    search(
      context,
      array,
      args,
      site,
      false,
      true,
      (truthful, _, index) => (truthful ? { answer: index } : undefined),
      -1,
    ),
  ),
  findLast: known((context, array, args, site) =>
    search(
      context,
      array,
      args,
      site,
      true,
      true,
      (truthful, value) => (truthful ? { answer: value } : undefined),
      undefined,
    ),
  ),
  findLastIndex: known((context, array, args, site) =>
    search(
      context,
      array,
      args,
      site,
      true,
      true,
      (truthful, _, index) => (truthful ? { answer: index } : undefined),
      -1,
    ),
  ),
  flat: known((context, array, [depth], site) => {
    const levels = numberArgument(context, depth, site)
    return levels instanceof Unknown ? levels : flat(array, Math.min(levels ?? 1, 100))
  }),
  flatMap: (context, self, args, site) => {
    const mapped = arrayMethods.get('map')!.native!(context, self, args, site)
    return mapped instanceof ArrayValue ? flat(mapped, 1) : mapped
  },
  forEach: known((context, array, args, site) => {
    visit(context, array, args, site, () => undefined)
    return undefined
  }),
  includes: lookUp(index => index >= 0, true),
  indexOf: lookUp(index => index, false),
  join: known(join),
  keys: known((_context, array) => new IteratorValue(arrayIterator(new ArrayValue([...array.elements.keys()])))),
  lastIndexOf: lookUp(index => index, false, true),
  map,
  pop: changing(elements => elements.pop()),
  push: changing((elements, args) => elements.push(...args)),
  reduce: reduce(false),
  reduceRight: reduce(true),
  reverse: (_context, self) => {
    if (self instanceof ArrayValue) {
      _context.willWrite(self)
      self.elements.reverse()
    }
    return self
  },
  shift: changing(elements => elements.shift()),
  slice: numeric((elements, [start, end]) => new ArrayValue(elements.slice(start, end))),
  some: known((context, array, args, site) =>
    search(context, array, args, site, false, false, truthful => (truthful ? { answer: true } : undefined), false),
  ),
  sort: (context, self, [compare], site) => {
    if (!(self instanceof ArrayValue) || self.contentsUnknown) return self
    const order = sorted(context, self.elements, compare, site)
    context.willWrite(self)
    if (order instanceof Unknown) self.contentsUnknown = order
    else self.elements = order
    return self
  },
  splice: (context, self, [from, count, ...added], site) => {
    if (!(self instanceof ArrayValue)) return self
    const numbers = [numberArgument(context, from, site), numberArgument(context, count, site)]
    const unknown = self.contentsUnknown ?? numbers.find(value => value instanceof Unknown)
    context.willWrite(self)
    if (unknown instanceof Unknown) {
      self.contentsUnknown = unknown
      return unknown
    }
    const [start, removed] = numbers as (number | undefined)[]
    const taken =
      removed === undefined && added.length === 0 && count === undefined
        ? self.elements.splice(start ?? 0)
        : self.elements.splice(start ?? 0, removed ?? 0, ...added)
    return new ArrayValue(taken)
  },
  toReversed: known((_context, array) => new ArrayValue(array.elements.slice().reverse())),
  toSorted: known((context, array, [compare], site) => {
    const order = sorted(context, Array.from(array.elements), compare, site)
    return order instanceof Unknown ? order : new ArrayValue(order)
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
})
