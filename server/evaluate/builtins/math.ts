import { knownDifference } from '../join'
import { asNumber, roundSymbolic } from '../symbolic'
import { type NativeCall, type ObjectValue, Symbolic, Unknown, type Value } from '../values'
import { namespace, pure } from './methods'

export function mathGlobal(): ObjectValue {
  const members: Record<string, NativeCall | Value> = {}
  for (const name of Object.getOwnPropertyNames(Math)) {
    const member = (Math as unknown as Record<string, unknown>)[name]
    if (typeof member === 'number') members[name] = member
    else if (typeof member === 'function') {
      members[name] = pure(name, (_self, ...args) => (member as (...args: unknown[]) => number)(...args))
    }
  }
  for (const how of ['floor', 'ceil', 'round', 'trunc'] as const) {
    const exact = members[how] as NativeCall
    members[how] = (context, self, args, site) => {
      const value = asNumber(args[0])
      return value instanceof Symbolic ? roundSymbolic(how, value) : exact(context, self, [value], site)
    }
  }
  members.max = extreme(members.max as NativeCall, difference => difference > 0)
  members.min = extreme(members.min as NativeCall, difference => difference < 0)
  members.random = (_context, _self, _args, site) => new Unknown('`Math.random` differs each time', site.node)
  return namespace(members)
}

/** The largest or smallest, also of numbers in symbols where the differences are known. */
function extreme(exact: NativeCall, wins: (difference: number) => boolean): NativeCall {
  return (context, self, args, site) => {
    const values = args.map(asNumber)
    if (!values.some(value => value instanceof Symbolic)) return exact(context, self, args, site)
    let best: Symbolic | number | undefined
    for (const value of values) {
      if (!(value instanceof Symbolic) && typeof value !== 'number') return exact(context, self, args, site)
      const difference: number | undefined = best === undefined ? undefined : knownDifference(value, best)
      if (best !== undefined && difference === undefined) return exact(context, self, args, site)
      if (best === undefined || wins(difference!)) best = value
    }
    return best
  }
}
