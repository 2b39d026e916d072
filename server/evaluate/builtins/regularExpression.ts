import type ts from 'typescript'
import { toText } from '../convert'
import type { Evaluation } from '../evaluation'
import { callValue } from '../functions'
import { nativeIterator } from '../iteration'
import { boundText } from '../operators'
import { getProperty, setProperty } from '../properties'
import {
  ArrayValue,
  FunctionValue,
  IteratorValue,
  type NativeCall,
  nativeFunction,
  ObjectValue,
  RegExpValue,
  Unknown,
  type Value,
} from '../values'
import { fromPlain } from './json'
import { addMembers, methods, native } from './methods'

/** The expression of a literal or of `new RegExp`; its mistakes are JavaScript's. */
export function makeRegExp(context: Evaluation, source: string, flags: string, node: ts.Node): Value {
  try {
    return new RegExpValue(new RegExp(source, flags))
  } catch (error) {
    return context.throwError('SyntaxError', (error as Error).message, node)
  }
}

/** Steps that matching may take at most, by a coarse bound. */
const MOST_STEPS = 2e7

/**
 * Why a match is not tried: JavaScript's matching goes back over its choices, so that repetitions within repetitions
 * take time that grows with every character.
 */
function tooCostly({ source }: RegExp, text: string, node: ts.Node): Unknown | undefined {
  const bare = source.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'x')
  const repetitions = bare.match(/[*+]|\{\d+,\d*\}/g)?.length ?? 0
  const isNested = /\([^()]*(?:[*+}|]|\([^()]*\))[^()]*\)(?:[*+]|\{)/.test(bare)
  const steps = isNested ? 2 ** text.length : text.length ** Math.max(1, repetitions)
  return steps > MOST_STEPS ? new Unknown('matching this pattern may take too long', node) : undefined
}

function lastIndex(context: Evaluation, expression: RegExpValue, node: ts.Node): number | Unknown {
  const index = getProperty(context, expression, 'lastIndex', node)
  return typeof index === 'number' ? index : new Unknown('where the search starts is not known', node)
}

/** Runs one method of JavaScript's on the expression and a text, from `lastIndex` on, and notes where that ends. */
function run<T>(
  context: Evaluation,
  expression: RegExpValue,
  given: Value,
  node: ts.Node,
  work: (pattern: RegExp, text: string) => T,
): T | Unknown {
  const text = toText(context, given, node)
  if (text instanceof Unknown) return text
  if (expression.contentsUnknown) return expression.contentsUnknown
  const from = lastIndex(context, expression, node)
  if (from instanceof Unknown) return from
  const costly = tooCostly(expression.pattern, text, node)
  if (costly) return costly
  context.charge(text.length, node)
  const pattern = new RegExp(expression.pattern)
  pattern.lastIndex = from
  const result = work(pattern, text)
  if (pattern.lastIndex !== from) setProperty(context, expression, 'lastIndex', pattern.lastIndex, node)
  return result
}

function matchValue(match: RegExpExecArray | RegExpMatchArray | null): Value {
  if (!match) return null
  const value = new ArrayValue([...match])
  value.properties.set('index', match.index)
  value.properties.set('input', match.input)
  value.properties.set('groups', match.groups && fromPlain({ ...match.groups }))
  value.hidden = new Set(['index', 'input', 'groups'])
  return value
}

const known =
  (call: (context: Evaluation, self: RegExpValue, text: Value, node: ts.Node) => Value): NativeCall =>
  (context, self, [text], site) =>
    self instanceof RegExpValue
      ? call(context, self, text, site.node)
      : new Unknown('not a regular expression', site.node)

export const regExpMethods = methods({
  test: known((context, self, text, node) => run(context, self, text, node, (pattern, given) => pattern.test(given))),
  exec: known((context, self, text, node) =>
    run(context, self, text, node, (pattern, given) => matchValue(pattern.exec(given))),
  ),
  toString: native((_context, self) => (self instanceof RegExpValue ? String(self.pattern) : '')),
})

/** Members of an expression that follow from its text. */
export function regExpMember({ pattern }: RegExpValue, key: string): Value {
  const members = 'source flags global ignoreCase multiline dotAll sticky unicode hasIndices unicodeSets'.split(' ')
  return members.includes(key) ? ((pattern as unknown as Record<string, Value>)[key] ?? false) : undefined
}

/** `text.match(expression)` and its like. */
export const textMatching: Record<'match' | 'matchAll' | 'search', NativeCall> = {
  match: (context, self, [given], site) =>
    withExpression(context, given, '', site.node, expression =>
      run(context, expression, self, site.node, (pattern, text) => {
        const match = text.match(pattern)
        return pattern.global && match ? new ArrayValue([...match]) : matchValue(match)
      }),
    ),
  matchAll: (context, self, [given], site) =>
    withExpression(context, given, 'g', site.node, expression => {
      if (!expression.pattern.global) {
        return context.throwError(
          'TypeError',
          'String.prototype.matchAll called with a non-global RegExp argument',
          site.node,
        )
      }
      return run(
        context,
        expression,
        self,
        site.node,
        (pattern, text) => new IteratorValue(nativeIterator([...text.matchAll(pattern)].map(matchValue).values())),
      )
    }),
  search: (context, self, [given], site) =>
    withExpression(context, given, '', site.node, expression =>
      run(context, expression, self, site.node, (pattern, text) => text.search(pattern)),
    ),
}

function withExpression(
  context: Evaluation,
  given: Value,
  flags: string,
  node: ts.Node,
  work: (expression: RegExpValue) => Value,
): Value {
  if (given instanceof RegExpValue) return work(given)
  const source = given === undefined ? '' : toText(context, given, node)
  if (source instanceof Unknown) return source
  const made = makeRegExp(context, source, flags, node)
  return made instanceof RegExpValue ? work(made) : made
}

/** `replace` and `replaceAll` with an expression; the replacement may be a function of the user's. */
export function replaceMatches(
  context: Evaluation,
  self: Value,
  expression: RegExpValue,
  replacement: Value,
  node: ts.Node,
): Value {
  const isCalled = replacement instanceof FunctionValue
  const by = isCalled ? '' : toText(context, replacement, node)
  if (by instanceof Unknown) return by
  const found = run(context, expression, self, node, (pattern, text) => {
    const matches: { values: unknown[]; at: number; length: number }[] = []
    const replaced = text.replace(pattern, (...args) => {
      const at = args.findIndex(value => typeof value === 'number')
      matches.push({ values: args, at: args[at] as number, length: (args[0] as string).length })
      return ''
    })
    if (pattern.global) pattern.lastIndex = 0
    return { text, matches, exact: isCalled ? replaced : text.replace(new RegExp(expression.pattern), by) }
  })
  if (found instanceof Unknown) return found
  if (!isCalled) return boundText(context, found.exact, node)
  let result = ''
  let from = 0
  for (const { values, at, length } of found.matches) {
    const args = values.map(value => (typeof value === 'object' ? fromPlain(value) : (value as Value)))
    const put = toText(context, callValue(context, replacement, undefined, args, context.site(node)), node)
    if (put instanceof Unknown) return put
    result += found.text.slice(from, at) + put
    from = at + length
  }
  return boundText(context, result + found.text.slice(from), node)
}

export function splitByMatches(
  context: Evaluation,
  self: Value,
  expression: RegExpValue,
  limit: Value,
  node: ts.Node,
): Value {
  if (limit !== undefined && typeof limit !== 'number') return new Unknown('the number of parts is not known', node)
  return run(context, expression, self, node, (pattern, text) => new ArrayValue(text.split(pattern, limit)))
}

export function regExpGlobal(): FunctionValue {
  const make: NativeCall = (context, _self, [given, flags], site) => {
    const source = given instanceof RegExpValue ? given.pattern.source : toText(context, given ?? '(?:)', site.node)
    const own = given instanceof RegExpValue ? given.pattern.flags : ''
    const written = flags === undefined ? own : toText(context, flags, site.node)
    if (source instanceof Unknown || written instanceof Unknown) return source instanceof Unknown ? source : written
    return makeRegExp(context, source, written, site.node)
  }
  const value = nativeFunction('RegExp', make, make)
  addMembers(value, { prototype: new ObjectValue() })
  return value
}
