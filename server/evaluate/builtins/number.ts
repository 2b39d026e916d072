import { toPrimitive, truth } from '../convert'
import { asNumber } from '../symbolic'
import {
  type FunctionValue,
  type NativeCall,
  nativeFunction,
  Symbolic,
  SymbolKey,
  Unknown,
  type Value,
} from '../values'
import { addMembers, methods, native, pure } from './methods'

export const numberMethods = methods({
  toFixed: pure('toFixed', (self, digits) => Number(self).toFixed(digits as number)),
  toPrecision: pure('toPrecision', (self, digits) => Number(self).toPrecision(digits as number)),
  toExponential: pure('toExponential', (self, digits) => Number(self).toExponential(digits as number)),
  toString: pure('toString', (self, radix) => Number(self).toString(radix as number)),
  toLocaleString: native(
    (_context, _self, _args, site) => new Unknown('the way numbers are written depends on the user', site.node),
  ),
  valueOf: native((_context, self) => self),
})

/** Methods of booleans, bigints and symbols. */
export const primitiveMethods = methods({
  toString: native((context, self, [radix], site) => {
    if (self instanceof SymbolKey) return `Symbol(${self.description})`
    return pure('toString', (of, base) => (typeof of === 'bigint' ? of.toString(base as number) : String(of)))(
      context,
      self,
      [radix],
      site,
    )
  }),
  valueOf: native((_context, self) => self),
})

export function numberGlobals(): [string, FunctionValue][] {
  const parse = {
    parseInt: pure('parseInt', (_self, text, radix) => Number.parseInt(String(text), radix as number)),
    parseFloat: pure('parseFloat', (_self, text) => Number.parseFloat(String(text))),
  }
  const convert: NativeCall = (context, _self, args, site) => {
    if (args.length === 0) return 0
    const value = toPrimitive(context, asNumber(args[0]), 'number', site.node)
    if (value instanceof Symbolic || value instanceof Unknown) return value
    return pure('Number', (_, given) => Number(given))(context, undefined, [value], site)
  }
  const number = nativeFunction('Number', convert)
  addMembers(number, {
    ...parse,
    isInteger: test(Number.isInteger, ({ divisor }) => divisor === 1 || undefined),
    isSafeInteger: test(Number.isSafeInteger, () => undefined),
    isFinite: test(Number.isFinite, () => true),
    isNaN: test(Number.isNaN, () => false),
    EPSILON: Number.EPSILON,
    MAX_SAFE_INTEGER: Number.MAX_SAFE_INTEGER,
    MIN_SAFE_INTEGER: Number.MIN_SAFE_INTEGER,
    MAX_VALUE: Number.MAX_VALUE,
    MIN_VALUE: Number.MIN_VALUE,
    POSITIVE_INFINITY: Number.POSITIVE_INFINITY,
    NEGATIVE_INFINITY: Number.NEGATIVE_INFINITY,
    NaN: Number.NaN,
  })
  const boolean = nativeFunction('Boolean', (_context, _self, [value]) => truth(value) ?? (value as Unknown))
  const bigint = nativeFunction(
    'BigInt',
    pure('BigInt', (_self, value) => BigInt(value as number)),
  )
  addMembers(bigint, {
    asIntN: pure('asIntN', (_self, bits, value) => BigInt.asIntN(Number(bits), value as bigint)),
    asUintN: pure('asUintN', (_self, bits, value) => BigInt.asUintN(Number(bits), value as bigint)),
  })
  return [
    ['Number', number],
    ['Boolean', boolean],
    ['BigInt', bigint],
    ...(['encodeURIComponent', 'decodeURIComponent', 'encodeURI', 'decodeURI'] as const).map(
      (name): [string, FunctionValue] => [
        name,
        nativeFunction(
          name,
          pure(name, (_self, text) => globalThis[name](String(text))),
        ),
      ],
    ),
    ['parseInt', nativeFunction('parseInt', parse.parseInt)],
    ['parseFloat', nativeFunction('parseFloat', parse.parseFloat)],
    [
      'isNaN',
      nativeFunction(
        'isNaN',
        pure('isNaN', (_self, value) => Number.isNaN(Number(value))),
      ),
    ],
    [
      'isFinite',
      nativeFunction(
        'isFinite',
        pure('isFinite', (_self, value) => Number.isFinite(Number(value))),
      ),
    ],
  ]
}

/** A test of a value's kind, which converts nothing. */
function test(decide: (value: unknown) => boolean, ofSymbol: (value: Symbolic) => boolean | undefined): NativeCall {
  return (_context, _self, [given], site): Value => {
    const value = asNumber(given)
    if (value instanceof Unknown) return value
    if (value instanceof Symbolic) return ofSymbol(value) ?? new Unknown(`depends on \`${value}\``, site.node)
    return decide(value)
  }
}
