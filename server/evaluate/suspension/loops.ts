import ts from 'typescript'
import { type Evaluation, Thrown } from '../evaluation'
import {
  bindTurn,
  executeLoop,
  giveUp,
  isLeftOpen,
  isTooLong,
  noProgress,
  ownCompletion,
  runMaybeTurns,
  runUnknownTurns,
  type Turns,
  turnsOf,
} from '../loops'
import type { Scope } from '../scope'
import { BREAK, type Completion, NORMAL } from '../statements'
import { Unknown } from '../values'
import { asyncSource } from './asyncIteration'
import { EarlyReturn, type Suspending } from './coroutine'
import { evaluateSuspending, withGiven } from './expressions'
import { executeSuspending } from './statements'
import { suspends } from './suspends'

/** A loop that may wait in its condition, its list or its body. */
export function* executeLoopSuspending(
  context: Evaluation,
  node: ts.IterationStatement,
  scope: Scope,
  label: string | undefined,
): Suspending<Completion> {
  const { frame } = context
  const outer = frame.loop
  frame.loop = node
  const completion =
    ts.isForOfStatement(node) && node.awaitModifier
      ? yield* runAwaitedTurns(context, node, scope, label)
      : yield* runTurnsSuspending(context, node, yield* startSuspending(context, node, scope), label)
  frame.loop = outer
  return completion
}

/** Evaluates what comes before the first turn. */
function* startSuspending(context: Evaluation, node: ts.IterationStatement, scope: Scope): Suspending<Turns> {
  const first = ts.isForOfStatement(node) || ts.isForInStatement(node) ? node.expression : firstInitializer(node)
  if (!first || !suspends(first)) return turnsOf(context, node, scope)
  const value = yield* evaluateSuspending(context, first, scope)
  return withGiven(context, first, value, () => turnsOf(context, node, scope))
}

function firstInitializer(node: ts.IterationStatement): ts.Expression | undefined {
  if (!ts.isForStatement(node) || !node.initializer) return undefined
  if (!ts.isVariableDeclarationList(node.initializer)) return node.initializer
  return node.initializer.declarations.find(({ initializer }) => initializer && suspends(initializer))?.initializer
}

function* runTurnsSuspending(
  context: Evaluation,
  node: ts.IterationStatement,
  turns: Turns,
  label: string | undefined,
): Suspending<Completion> {
  const test = ts.isForStatement(node)
    ? node.condition
    : ts.isWhileStatement(node) || ts.isDoStatement(node)
      ? node.expression
      : undefined
  let ends = 0
  const progress = noProgress(context)
  for (; ; progress.turns++) {
    context.step(node)
    const before = context.outsideWaits
    const waits = test !== undefined && suspends(test) && !(ts.isDoStatement(node) && progress.turns === 0)
    const tested = waits ? yield* evaluateSuspending(context, test, turns.scope()) : undefined
    const more = waits ? withGiven(context, test, tested, () => turns.more()) : turns.more()
    if (more === false) return ends | NORMAL
    if (more instanceof Unknown) return ends | runUnknownTurns(context, node, turns, more, label)
    if (isTooLong(context, progress)) {
      giveUp(context, node, turns, progress)
      return ends | NORMAL
    }
    let completion: Completion
    try {
      completion = ownCompletion(context, yield* executeSuspending(context, node.statement, turns.turn()), label)
    } catch (error) {
      if (error instanceof Thrown || error instanceof EarlyReturn) turns.close?.()
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

/** `for await (const value of source)` */
function* runAwaitedTurns(
  context: Evaluation,
  node: ts.ForOfStatement,
  scope: Scope,
  label: string | undefined,
): Suspending<Completion> {
  const source = asyncSource(context, yield* evaluateSuspending(context, node.expression, scope), node.expression)
  if (source instanceof Unknown) {
    return withGiven(context, node.expression, source, () => executeLoop(context, node, scope, label))
  }
  let ends = 0
  for (let count = 0; ; count++) {
    context.step(node)
    const step = yield* source.next()
    const reason = step.unknown ?? (count >= context.limits.turns ? new Unknown('too many turns', node) : undefined)
    if (reason) return withGiven(context, node.expression, reason, () => executeLoop(context, node, scope, label))
    if (step.done) return ends | NORMAL
    let completion: Completion
    try {
      const turn = bindTurn(context, node, step.value, scope)
      completion = ownCompletion(context, yield* executeSuspending(context, node.statement, turn), label)
    } catch (error) {
      if (error instanceof Thrown || error instanceof EarlyReturn) yield* source.close()
      throw error
    }
    ends |= completion & ~(NORMAL | BREAK)
    if (!(completion & NORMAL)) {
      yield* source.close()
      return completion & BREAK ? ends | NORMAL : ends
    }
  }
}
