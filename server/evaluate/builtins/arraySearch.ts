import { strictlyEqual, truth } from '../convert'
import type { Evaluation } from '../evaluation'
import type { CallSite } from '../host'
import { ArrayValue, type NativeCall, Symbolic, Unknown, type Value } from '../values'
import { known, numberArgument, visit } from './arrayCalls'

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

/** `indexOf` and `includes`: an unknown element before a match leaves it open. */
function lookUp(answer: (index: number) => Value, zeroes: boolean, backwards = false): NativeCall {
  return known((context, { elements }, [wanted, from], site) => {
    const start = numberArgument(context, from, site)
    if (start instanceof Unknown) return start
    const { length } = elements
    const whole = Math.trunc(start ?? (backwards ? length - 1 : 0)) || 0
    const placed = whole < 0 ? length + whole : whole
    const first = backwards ? Math.min(placed, length - 1) : Math.max(0, placed)
    const step = backwards ? -1 : 1
    for (let index = first; index >= 0 && index < length; index += step) {
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

/** The methods of arrays that look for something. */
export const arraySearches: Record<string, NativeCall> = {
  every: known((context, array, args, site) =>
    search(context, array, args, site, false, false, truthful => (truthful ? undefined : { answer: false }), true),
  ),
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
  includes: lookUp(index => index >= 0, true),
  indexOf: lookUp(index => index, false),
  lastIndexOf: lookUp(index => index, false, true),
  some: known((context, array, args, site) =>
    search(context, array, args, site, false, false, truthful => (truthful ? { answer: true } : undefined), false),
  ),
}
