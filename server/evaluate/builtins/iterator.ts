import { IteratorValue, ObjectValue, type Value, type ValueIterator } from '../values'
import { methods } from './methods'

export const iteratorMethods = methods({
  next: (_context, self, [sent]) => {
    const step = self instanceof IteratorValue ? self.source.next(sent) : { done: true, value: undefined }
    return iteratorResult(step)
  },
  return: (_context, self, [value]) => {
    if (self instanceof IteratorValue) self.source.return?.()
    return iteratorResult({ done: true, value })
  },
  values: (_context, self) => self,
})

function iteratorResult({ done, value }: ReturnType<ValueIterator['next']>): Value {
  const result = new ObjectValue()
  result.properties.set('value', value)
  result.properties.set('done', done)
  return result
}
