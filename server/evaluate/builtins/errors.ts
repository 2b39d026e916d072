import { toText } from '../convert'
import { getProperty } from '../properties'
import { type FunctionValue, nativeFunction, ObjectValue, Unknown } from '../values'
import { addMembers, native } from './methods'

const names = [
  'Error',
  'TypeError',
  'RangeError',
  'SyntaxError',
  'ReferenceError',
  'EvalError',
  'URIError',
  'AggregateError',
]

export function errorGlobals(): [string, FunctionValue][] {
  const [error, ...others] = names.map(makeError)
  const base = error!.properties.get('prototype') as ObjectValue
  for (const other of others) {
    ;(other.properties.get('prototype') as ObjectValue).prototype = base
    other.prototype = error
  }
  return [error!, ...others].map(value => [value.name, value])
}

function makeError(name: string): FunctionValue {
  const prototype = new ObjectValue()
  const make: FunctionValue['native'] = (context, _self, [message, options], site) => {
    const value = new ObjectValue(prototype)
    value.hidden = new Set(['message', 'stack', 'cause'])
    if (message !== undefined) value.properties.set('message', toText(context, message, site.node))
    value.properties.set('stack', new Unknown('the stack of an error is not kept', site.node))
    if (options instanceof ObjectValue && options.properties.has('cause')) {
      value.properties.set('cause', getProperty(context, options, 'cause', site.node))
    }
    return value
  }
  const value = nativeFunction(name, make, make)
  addMembers(prototype, { name, message: '', constructor: value })
  addMembers(prototype, {
    toString: native((context, self, _args, site) => {
      const title = toText(context, getProperty(context, self, 'name', site.node), site.node)
      const message = toText(context, getProperty(context, self, 'message', site.node), site.node)
      if (title instanceof Unknown || message instanceof Unknown) return title instanceof Unknown ? title : message
      return message === '' ? title : title === '' ? message : `${title}: ${message}`
    }),
  })
  addMembers(value, { prototype, captureStackTrace: () => undefined })
  return value
}
