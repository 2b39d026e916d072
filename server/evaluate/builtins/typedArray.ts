import { toPrimitive } from '../convert'
import type { Evaluation } from '../evaluation'
import { callValue } from '../functions'
import type { CallSite } from '../host'
import { listOf } from '../iteration'
import { asNumber } from '../symbolic'
import {
  ArrayValue,
  type FunctionValue,
  type NativeCall,
  nativeFunction,
  ObjectValue,
  Symbolic,
  TypedArrayValue,
  Unknown,
  type Value,
} from '../values'
import { arrayMethods } from './array'
import { addMembers, methods } from './methods'

const kinds = [
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
]
const bytes = new Map(kinds.map(kind => [kind.name, kind.BYTES_PER_ELEMENT]))

/** Methods that give what the array holds or something computed from it. */
const reading =
  'at entries every find findIndex findLast findLastIndex forEach includes indexOf join keys lastIndexOf reduce reduceRight some toString values'
const making = 'filter map slice toReversed toSorted with'

const shared = (name: string): NativeCall => arrayMethods.get(name)!.native!

/** The number as an array of this kind keeps it. */
function toElement(context: Evaluation, array: TypedArrayValue, value: Value, site: CallSite): Value {
  const number = toPrimitive(context, asNumber(value), 'number', site.node)
  return number instanceof Unknown || number instanceof Symbolic ? number : array.round(Number(number))
}

function fill(context: Evaluation, array: TypedArrayValue, values: readonly Value[], site: CallSite): TypedArrayValue {
  array.elements = Array.from(values, value => toElement(context, array, value, site))
  return array
}

const numerically = nativeFunction('compare', (_context, _self, [a, b]) => Number(a) - Number(b))

export const typedArrayMethods = methods({
  ...Object.fromEntries(reading.split(' ').map(name => [name, shared(name)])),
  ...Object.fromEntries(
    making.split(' ').map(
      name =>
        [
          name,
          (context, self, args, site) => {
            const given = name === 'toSorted' && args[0] === undefined ? [numerically] : args
            const made = shared(name)(context, self, given, site)
            if (!(made instanceof ArrayValue) || !(self instanceof TypedArrayValue)) return made
            return fill(context, new TypedArrayValue(self.type), made.elements, site)
          },
        ] satisfies [string, NativeCall],
    ),
  ),
  fill: (context, self, [value, ...range], site) => {
    if (!(self instanceof TypedArrayValue)) return self
    return shared('fill')(context, self, [toElement(context, self, value, site), ...range], site)
  },
  reverse: shared('reverse'),
  sort: (context, self, [compare], site) => shared('sort')(context, self, [compare ?? numerically], site),
  set: (context, self, [source, offset], site) => {
    if (!(self instanceof TypedArrayValue)) return self
    context.willWrite(self)
    const list = listOf(context, source, site.node)
    const from = offset ?? 0
    if (list instanceof Unknown || typeof from !== 'number') {
      self.contentsUnknown ??=
        list instanceof Unknown ? list : new Unknown('where it is written is not known', site.node)
    } else if (from + list.length > self.elements.length) {
      context.throwError('RangeError', 'offset is out of bounds', site.node)
    } else
      for (const [index, value] of list.entries()) self.elements[from + index] = toElement(context, self, value, site)
    return undefined
  },
})

export function typedArrayMember({ type, elements, contentsUnknown }: TypedArrayValue, key: string): Value {
  if (key === 'BYTES_PER_ELEMENT') return bytes.get(type)
  return key === 'byteLength' ? (contentsUnknown ?? elements.length * bytes.get(type)!) : undefined
}

export function typedArrayGlobals(): [string, FunctionValue][] {
  return [...bytes.keys()].map(type => {
    const construct: NativeCall = (context, _self, [given], site) => {
      const made = new TypedArrayValue(type)
      const length = given === undefined ? 0 : asNumber(given)
      if (length instanceof Unknown || length instanceof Symbolic) {
        made.contentsUnknown = length instanceof Unknown ? length : new Unknown(`depends on \`${length}\``, site.node)
      } else if (typeof length !== 'number') {
        const list = listOf(context, given, site.node)
        if (list instanceof Unknown) made.contentsUnknown = list
        else fill(context, made, list, site)
      } else if (length > context.limits.size) {
        made.contentsUnknown = new Unknown('the array is too large to follow', site.node)
      } else if (!(length >= 0)) context.throwError('RangeError', `Invalid typed array length: ${length}`, site.node)
      else {
        context.charge(length, site.node)
        made.elements = new Array<Value>(Math.trunc(length)).fill(0)
      }
      return made
    }
    const refuse: NativeCall = (context, _self, _args, site) =>
      context.throwError('TypeError', `Constructor ${type} requires 'new'`, site.node)
    const value = nativeFunction(type, refuse, construct)
    addMembers(value, {
      prototype: new ObjectValue(),
      BYTES_PER_ELEMENT: bytes.get(type),
      of: (context, _self, args, site) => fill(context, new TypedArrayValue(type), args, site),
      from: (context, _self, [given, callback], site) => {
        const list = listOf(context, given, site.node)
        const made = new TypedArrayValue(type)
        if (list instanceof Unknown) made.contentsUnknown = list
        else if (callback === undefined) fill(context, made, list, site)
        else {
          const mapped = list.map((item, index) => callValue(context, callback, undefined, [item, index], site))
          fill(context, made, mapped, site)
        }
        return made
      },
    })
    return [type, value]
  })
}
