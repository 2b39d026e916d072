import { toText } from '../convert'
import { callValue } from '../functions'
import { listOf, nativeIterator } from '../iteration'
import { getProperty } from '../properties'
import {
  FunctionValue,
  IteratorValue,
  type NativeCall,
  nativeFunction,
  ObjectValue,
  RegExpValue,
  SymbolKey,
  Unknown,
} from '../values'
import { addMembers, methods, pure } from './methods'
import { replaceMatches, splitByMatches, textMatching } from './regularExpression'

const plain = [
  'at charAt charCodeAt codePointAt concat endsWith includes indexOf lastIndexOf localeCompare normalize padEnd',
  'padStart repeat slice startsWith substring substr toLowerCase toUpperCase toString trim trimEnd trimStart valueOf',
  'split toLocaleLowerCase toLocaleUpperCase isWellFormed toWellFormed',
]
  .join(' ')
  .split(' ')

/** Methods whose result follows from the text and their primitive arguments. */
const plainCalls: Record<string, NativeCall> = Object.fromEntries(
  plain.map(name => [
    name,
    pure(name, (self, ...args) => (String.prototype as unknown as Texts)[name]!.apply(String(self), args)),
  ]),
)

type Texts = Record<string, (...args: unknown[]) => unknown>

/** With a text to look for; the replacement may be a function of the user's. */
function replace(all: boolean): NativeCall {
  return (context, self, [search, replacement], site) => {
    if (search instanceof RegExpValue) return replaceMatches(context, self, search, replacement, site.node)
    const text = toText(context, self, site.node)
    const found = toText(context, search, site.node)
    if (text instanceof Unknown || found instanceof Unknown) return text instanceof Unknown ? text : found
    let result = ''
    let from = 0
    for (;;) {
      context.step(site.node)
      const at = text.indexOf(found, from)
      if (at < 0 || (from > 0 && !all)) return result + text.slice(from)
      const by =
        replacement instanceof FunctionValue
          ? callValue(context, replacement, undefined, [found, at, text], site)
          : replacement
      const put = toText(context, by, site.node)
      if (put instanceof Unknown) return put
      const expanded = replacement instanceof FunctionValue ? put : found.replace(found, put)
      result += text.slice(from, at) + expanded
      from = at + found.length
      if (!all || found === '') return result + text.slice(from)
    }
  }
}

export const stringMethods = methods({
  ...plainCalls,
  replace: replace(false),
  replaceAll: replace(true),
  values: (_context, self) => new IteratorValue(nativeIterator(String(self)[Symbol.iterator]())),
  ...textMatching,
  split: (context, self, args, site) => {
    const [separator, limit] = args
    if (separator instanceof RegExpValue) return splitByMatches(context, self, separator, limit, site.node)
    return plainCalls.split!(context, self, args, site)
  },
})

export function stringGlobal(): FunctionValue {
  const convert: NativeCall = (context, _self, args, site) => {
    if (args.length === 0) return ''
    if (args[0] instanceof SymbolKey) return `Symbol(${args[0].description})`
    return toText(context, args[0], site.node)
  }
  const value = nativeFunction(
    'String',
    convert,
    (_context, _self, _args, site) => new Unknown('`new String` is not followed', site.node),
  )
  addMembers(value, {
    prototype: new ObjectValue(),
    fromCharCode: pure('fromCharCode', (_self, ...codes) => String.fromCharCode(...(codes as number[]))),
    fromCodePoint: pure('fromCodePoint', (_self, ...codes) => String.fromCodePoint(...(codes as number[]))),
    raw: (context, _self, [strings, ...values], site) => {
      const parts = listOf(context, getProperty(context, strings, 'raw', site.node), site.node)
      if (parts instanceof Unknown) return parts
      let text = ''
      for (const [index, part] of parts.entries()) {
        const next = [part, ...(index < parts.length - 1 && index < values.length ? [values[index]] : [])]
        for (const piece of next) {
          const written = toText(context, piece, site.node)
          if (written instanceof Unknown) return written
          text += written
        }
      }
      return text
    },
  })
  return value
}
