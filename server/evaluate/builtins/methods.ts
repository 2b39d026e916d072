import { type Primitive, toPrimitive } from '../convert'
import { boundText } from '../operators'
import { asNumber } from '../symbolic'
import {
  ArrayValue,
  type FunctionValue,
  type NativeCall,
  nativeFunction,
  ObjectValue,
  Symbolic,
  SymbolKey,
  Unknown,
  type Value,
} from '../values'

/** Types a built-in whose name every JavaScript object has, which TypeScript would take for that one. */
export const native = (call: NativeCall): NativeCall => call

/** Built-in methods by name. They cannot be changed by the program. */
export type Methods = ReadonlyMap<string, FunctionValue>

export function methods(calls: Readonly<Record<string, NativeCall>>): Methods {
  return new Map(
    Object.entries(calls).map(([name, call]) => {
      const method = nativeFunction(name, call)
      method.frozen = true
      return [name, method]
    }),
  )
}

/** An object of built-in functions and constants, such as `Math`. */
export function namespace(members: Readonly<Record<string, NativeCall | Value>>): ObjectValue {
  const object = new ObjectValue()
  addMembers(object, members)
  return object
}

export function addMembers(object: ObjectValue, members: Readonly<Record<string, NativeCall | Value>>): void {
  object.hidden = new Set([...(object.hidden ?? []), ...Object.keys(members)])
  for (const [name, member] of Object.entries(members)) {
    object.properties.set(name, typeof member === 'function' ? nativeFunction(name, member) : member)
  }
}

/**
 * A built-in that computes from primitives alone, run as it is on them. An unknown argument makes its result unknown;
 * a number in symbols too.
 */
export function pure(name: string, compute: (self: Primitive, ...args: Primitive[]) => unknown): NativeCall {
  return (context, self, args, site) => {
    const primitives: Primitive[] = []
    // A function that is called on its global object, such as `Number.parseFloat`, computes from its arguments.
    const own = self instanceof ObjectValue ? undefined : self
    for (const value of [own, ...args]) {
      const primitive = toPrimitive(context, asNumber(value), 'default', site.node)
      if (primitive instanceof Unknown) return new Unknown(primitive.reason, primitive.node)
      if (primitive instanceof Symbolic) return new Unknown(`depends on \`${primitive}\``, site.node)
      if (primitive instanceof SymbolKey)
        return context.throwError('TypeError', 'Cannot convert a Symbol value', site.node)
      primitives.push(primitive)
    }
    const [receiver, ...rest] = primitives
    if (isTooLong(name, receiver, rest, context.limits.size)) {
      context.problem('bounds', `texts of more than ${context.limits.size} characters are not followed`, site.node)
      return new Unknown('the text is too long to follow', site.node)
    }
    try {
      const result = compute(receiver, ...rest)
      if (typeof result === 'string') return boundText(context, result, site.node)
      if (!Array.isArray(result)) return result as Value
      context.charge(result.length, site.node)
      return new ArrayValue(result)
    } catch (error) {
      // So many arguments may fit where the program runs, with less on the stack.
      if (/call stack/.test((error as Error).message)) return new Unknown('there are too many arguments', site.node)
      return context.throwError((error as Error).name, (error as Error).message, site.node)
    }
  }
}

function isTooLong(name: string, receiver: Primitive, args: readonly Primitive[], size: number): boolean {
  if (name === 'repeat') return String(receiver).length * Number(args[0]) > size
  return (name === 'padStart' || name === 'padEnd') && Number(args[0]) > size
}
