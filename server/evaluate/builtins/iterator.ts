import { AsyncIteratorValue, IteratorValue, ObjectValue, Unknown, type Value } from '../values'
import { methods } from './methods'

export const iteratorMethods = methods({
  next: (context, self, [sent]) => {
    if (!(self instanceof IteratorValue)) return iteratorResult({ done: true, value: undefined })
    context.willWrite(self)
    return iteratorResult(self.next(sent))
  },
  return: (context, self, [value]) => {
    if (!(self instanceof IteratorValue)) return iteratorResult({ done: true, value })
    context.willWrite(self)
    return iteratorResult(self.return(value))
  },
  throw: (context, self, [error], site) => {
    if (!(self instanceof IteratorValue) || !self.source.throw) {
      return context.throwError('TypeError', 'iterator.throw is not a function', site.node)
    }
    context.willWrite(self)
    return iteratorResult(self.throw(error, site.node))
  },
  values: (_context, self) => self,
})

export const asyncIteratorMethods = methods({
  next: (_context, self, [value]) => ask(self, 'next', value),
  return: (_context, self, [value]) => ask(self, 'return', value),
  throw: (_context, self, [value]) => ask(self, 'throw', value),
  values: (_context, self) => self,
})

function ask(self: Value, kind: 'next' | 'return' | 'throw', value: Value): Value {
  return self instanceof AsyncIteratorValue ? self.ask({ kind, value }) : new Unknown('this iterator is not known')
}

/** What `next` gives. */
export function iteratorResult({ done, value, unknown }: { done: boolean; value: Value; unknown?: Unknown }): Value {
  if (unknown) return unknown
  const result = new ObjectValue()
  result.properties.set('value', value)
  result.properties.set('done', done)
  return result
}
