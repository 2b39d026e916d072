import ts from 'typescript'
import { truth } from './convert'
import { boundNames } from './declarations'
import { assignPattern, bindPattern } from './destructuring'
import { type Evaluation, Thrown } from './evaluation'
import { evaluate, unknownCondition } from './expressions'
import { iterate } from './iteration'
import { joinStates, runBranch, runMaybe } from './join'
import { allKeys, contentsUnknown, forget, hasProperty } from './properties'
import { Scope, Slot } from './scope'
import {
  BREAK,
  CONTINUE,
  type Completion,
  declareVariables,
  executeStatement,
  LABEL_BREAK,
  LABEL_CONTINUE,
  NORMAL,
} from './statements'
import { asyncSource, runNow } from './suspension/asyncIteration'
import { ObjectValue, Unknown, type Value, type ValueIterator } from './values'

/** One kind of loop: whether there is another turn, and what a turn does. */
export interface Turns {
  /** The variables that the loop's condition sees. */
  scope(): Scope
  /** True or false, or why it is not known. */
  more(): boolean | Unknown
  /** The variables of a turn, with the turn's value bound. */
  turn(): Scope
  /** Gets ready for the next turn. */
  advance?(): void
  /** Called when the loop is left early. */
  close?(): void
}

export function executeLoop(
  context: Evaluation,
  node: ts.IterationStatement,
  scope: Scope,
  label: string | undefined,
): Completion {
  const { frame } = context
  const outer = frame.loop
  frame.loop = node
  const completion = runTurns(context, node, turnsOf(context, node, scope), label)
  frame.loop = outer
  return completion
}

export function turnsOf(context: Evaluation, node: ts.IterationStatement, scope: Scope): Turns {
  if (ts.isForStatement(node)) return forTurns(context, node, scope)
  if (ts.isForOfStatement(node)) return forOfTurns(context, node, scope)
  if (ts.isForInStatement(node)) return forInTurns(context, node, scope)
  const test = () => condition(context, (node as ts.WhileStatement).expression, scope)
  const same = () => scope
  if (ts.isWhileStatement(node)) return { scope: same, more: test, turn: same }
  let first = true
  return { scope: same, more: () => (first ? !(first = false) : test()), turn: same }
}

function condition(context: Evaluation, expression: ts.Expression, scope: Scope): boolean | Unknown {
  const value = evaluate(context, expression, scope)
  return truth(value) ?? unknownCondition(value)
}

/** What a loop has done so far. */
export interface Progress {
  turns: number
  /** Turns that waited for what happens outside. */
  waited: number
  /** Steps, and calls of a dialect, before its first turn. */
  readonly stepsTaken: number
  readonly dialectCalls: number
}

export function noProgress({ stepsTaken, dialectCalls }: Evaluation): Progress {
  return { turns: 0, waited: 0, stepsTaken, dialectCalls }
}

/** Goes through the turns that are left. */
export function runTurns(
  context: Evaluation,
  node: ts.IterationStatement,
  turns: Turns,
  label: string | undefined,
  progress: Progress = noProgress(context),
): Completion {
  let ends = 0
  for (; ; progress.turns++) {
    context.step(node)
    const before = context.outsideWaits
    const more = turns.more()
    if (more === false) return ends | NORMAL
    if (more instanceof Unknown) return ends | runUnknownTurns(context, node, turns, more, label)
    if (isTooLong(context, progress)) {
      giveUp(context, node, turns, progress)
      return ends | NORMAL
    }
    let completion: Completion
    try {
      completion = ownCompletion(context, executeStatement(context, node.statement, turns.turn()), label)
    } catch (error) {
      if (error instanceof Thrown) turns.close?.()
      throw error
    }
    ends |= completion & ~(NORMAL | BREAK)
    if (!(completion & NORMAL)) {
      turns.close?.()
      return completion & BREAK ? ends | NORMAL : ends
    }
    turns.advance?.()
    if (context.outsideWaits > before) progress.waited += 1
    if (completion & ~NORMAL) return ends | runMaybeTurns(context, node, turns, label, progress)
    if (isLeftOpen(context, node, turns, progress)) return ends | NORMAL
  }
}

/** A loop such as `while (running) await nextFrame()` goes on for as long as the program runs. */
const MOST_WAITED_TURNS = 8

/** In what may happen any number of times, such as a handler of events, long loops draw pictures; none makes layers. */
const MOST_REPEATED_TURNS = 200

/** Leaves a loop open that waits for what happens outside, one over a list excepted, or that is long in a handler. */
export function isLeftOpen(
  context: Evaluation,
  node: ts.IterationStatement,
  turns: Turns,
  { turns: count, waited }: Progress,
): boolean {
  const waits = waited >= MOST_WAITED_TURNS && !ts.isForOfStatement(node)
  if (!waits && !(context.repeated > 0 && count >= MOST_REPEATED_TURNS)) return false
  leaveOpen(context, node, turns, new Unknown(`the loop ${waits ? 'waits for what happens outside' : 'is long'}`, node))
  return true
}

/** Whether a loop takes so many turns, or so much of what the whole may cost, that the rest would not be reached. */
export function isTooLong({ limits, stepsTaken }: Evaluation, progress: Progress): boolean {
  return progress.turns >= limits.turns || stepsTaken - progress.stepsTaken > limits.steps / MOST_SHARE
}

const MOST_SHARE = 8

/** Turns that are each looked at in the case that none before it has ended the loop. */
const MOST_MAYBE_TURNS = 100

/**
 * The loop may have been left already, so that the turns that are left may not happen. One that nothing but an unknown
 * condition within it ends has any number of them.
 */
export function runMaybeTurns(
  context: Evaluation,
  node: ts.IterationStatement,
  turns: Turns,
  label: string | undefined,
  progress: Progress,
): Completion {
  const reason = new Unknown('the loop may end early', node)
  if (hasNoEnd(node) || progress.turns >= MOST_MAYBE_TURNS) return runUnknownTurns(context, node, turns, reason, label)
  progress.turns += 1
  const result = runBranch(context, () => runTurns(context, node, turns, label, progress))
  if (result instanceof Thrown) return NORMAL
  joinStates(context, [{ value: 0, changes: new Map() }, result], reason)
  return NORMAL | result.value
}

/** What the turn's end means to the loop itself: `continue` is a normal end, a label of its own none. */
export function ownCompletion(context: Evaluation, completion: Completion, label: string | undefined): Completion {
  let own = completion
  if (own & CONTINUE) own = (own & ~CONTINUE) | NORMAL
  if (label !== undefined && context.frame.label === label) {
    if (own & LABEL_CONTINUE) own = (own & ~LABEL_CONTINUE) | NORMAL
    if (own & LABEL_BREAK) own = (own & ~LABEL_BREAK) | BREAK
  }
  return own
}

/** A loop of unknown length: its body is looked at once, and may happen any number of times. */
export function runUnknownTurns(
  context: Evaluation,
  node: ts.IterationStatement,
  turns: Turns,
  reason: Unknown,
  label: string | undefined,
): Completion {
  let completion = NORMAL
  runMaybe(
    context,
    reason,
    () => {
      completion |= ownCompletion(context, executeStatement(context, node.statement, turns.turn()), label) & ~BREAK
      turns.advance?.()
    },
    true,
  )
  return completion
}

/**
 * Too many turns: whatever the loop changes is unknown from here on. Where it calls nothing of a dialect it may just be long,
 * as those over pixels are, and one that waits goes on for as long as the program runs: nobody need know.
 */
export function giveUp(
  context: Evaluation,
  node: ts.IterationStatement,
  turns: Turns,
  { dialectCalls, waited }: Progress,
): void {
  if (waited === 0 && (context.dialectCalls > dialectCalls || hasNoEnd(node))) {
    context.problem('bounds', 'this loop is too long to follow to its end; what it computes is not known', node)
  }
  leaveOpen(context, node, turns, new Unknown('the loop takes too many turns to follow', node))
}

function hasNoEnd(node: ts.IterationStatement): boolean {
  if (ts.isForStatement(node)) return node.condition === undefined
  return (ts.isWhileStatement(node) || ts.isDoStatement(node)) && node.expression.kind === ts.SyntaxKind.TrueKeyword
}

/** What the loop changes is not known from here on. */
function leaveOpen(context: Evaluation, node: ts.IterationStatement, turns: Turns, reason: Unknown): void {
  const result = runBranch(context, () => {
    context.repeated += 1
    executeStatement(context, node.statement, turns.turn())
    turns.advance?.()
  })
  if (result instanceof Thrown) return
  for (const target of result.changes.keys()) {
    context.willWrite(target)
    if (target instanceof Slot) target.value = reason
    else if (target instanceof ObjectValue) forget(context, target, reason)
  }
}

function forTurns(context: Evaluation, node: ts.ForStatement, outer: Scope): Turns {
  const { initializer, condition: test, incrementor } = node
  let scope = outer
  let names: string[] = []
  if (initializer && ts.isVariableDeclarationList(initializer)) {
    if (initializer.flags & ts.NodeFlags.BlockScoped) {
      scope = new Scope(outer)
      if (!(initializer.flags & ts.NodeFlags.Const)) names = boundNames(initializer)
    }
    declareVariables(context, initializer, scope)
  } else if (initializer) evaluate(context, initializer, scope)
  return {
    scope: () => scope,
    more: () => (test ? condition(context, test, scope) : true),
    turn: () => scope,
    advance() {
      if (names.length > 0 && makesClosures(node)) {
        // Each turn has variables of its own, which closures keep.
        const next = new Scope(outer)
        for (const name of names) next.declare(name, scope.slots.get(name)?.value)
        scope = next
      }
      if (incrementor) evaluate(context, incrementor, scope)
    },
  }
}

const closureMakers = new WeakMap<ts.Node, boolean>()

function makesClosures(node: ts.Node): boolean {
  const known = closureMakers.get(node)
  if (known !== undefined) return known
  const visit = (child: ts.Node): boolean =>
    ts.isFunctionLike(child) || ts.isClassLike(child) || ts.forEachChild(child, visit) === true
  const makes = ts.forEachChild(node, visit) === true
  closureMakers.set(node, makes)
  return makes
}

export function bindTurn(
  context: Evaluation,
  node: ts.ForOfStatement | ts.ForInStatement,
  value: Value,
  outer: Scope,
): Scope {
  const { initializer } = node
  if (!ts.isVariableDeclarationList(initializer)) {
    assignPattern(context, initializer, value, outer)
    return outer
  }
  const [declaration] = initializer.declarations
  if (!declaration) return outer
  const lexical = (initializer.flags & ts.NodeFlags.BlockScoped) !== 0
  const scope = lexical ? new Scope(outer) : outer
  const constant = (initializer.flags & ts.NodeFlags.Const) !== 0
  bindPattern(context, declaration.name, value, scope, lexical ? (constant ? 'constant' : undefined) : 'var')
  return scope
}

function forOfTurns(context: Evaluation, node: ts.ForOfStatement, scope: Scope): Turns {
  const list = evaluate(context, node.expression, scope)
  const source = node.awaitModifier ? awaitedSource(context, list, node) : iterate(context, list, node.expression)
  let value: Value = source instanceof Unknown ? elementOf(source, node) : undefined
  return {
    scope: () => scope,
    more() {
      if (source instanceof Unknown) return source
      const step = source.next()
      value = step.value
      return step.unknown ?? !step.done
    },
    turn: () => bindTurn(context, node, value, scope),
    close() {
      if (!(source instanceof Unknown)) source.return?.()
    },
  }
}

function awaitedSource(context: Evaluation, list: Value, node: ts.ForOfStatement): ValueIterator | Unknown {
  const source = asyncSource(context, list, node.expression)
  if (source instanceof Unknown) return source
  return {
    next: () => runNow(context, source.next()),
    return() {
      runNow(context, source.close())
      return undefined
    },
  }
}

/** The element of a list that nobody supplies bears the loop variable's name. */
function elementOf(source: Unknown, { initializer }: ts.ForOfStatement): Unknown {
  const name = ts.isVariableDeclarationList(initializer) ? initializer.declarations[0]?.name : undefined
  const own = name && (ts.isIdentifier(name) ? name.text : '')
  return new Unknown(source.reason, source.node, source.parameter === undefined ? undefined : own)
}

function forInTurns(context: Evaluation, node: ts.ForInStatement, scope: Scope): Turns {
  const target = evaluate(context, node.expression, scope)
  const unknown = contentsUnknown(target)
  const keys = unknown ? [] : allKeys(target)
  let index = -1
  return {
    scope: () => scope,
    more() {
      index += 1
      // What was deleted meanwhile is left out.
      while (index < keys.length && hasProperty(target, keys[index]!) === false) index += 1
      return unknown ?? index < keys.length
    },
    turn: () => bindTurn(context, node, unknown ?? keys[index], scope),
  }
}
