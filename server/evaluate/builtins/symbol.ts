import { toText } from '../convert'
import {
  type FunctionValue,
  nativeFunction,
  SymbolKey,
  symbolAsyncIterator,
  symbolHasInstance,
  symbolIterator,
  symbolToPrimitive,
  symbolToStringTag,
  Unknown,
} from '../values'
import { addMembers } from './methods'

export function symbolGlobal(): FunctionValue {
  const registry = new Map<string, SymbolKey>()
  const value = nativeFunction('Symbol', (context, _self, [description], site) => {
    const text = description === undefined ? '' : toText(context, description, site.node)
    return text instanceof Unknown ? text : new SymbolKey(text)
  })
  addMembers(value, {
    iterator: symbolIterator,
    asyncIterator: symbolAsyncIterator,
    hasInstance: symbolHasInstance,
    toPrimitive: symbolToPrimitive,
    toStringTag: symbolToStringTag,
    for: (context, _self, [name], site) => {
      const text = toText(context, name, site.node)
      if (text instanceof Unknown) return text
      const known = registry.get(text) ?? new SymbolKey(text)
      registry.set(text, known)
      return known
    },
  })
  return value
}
