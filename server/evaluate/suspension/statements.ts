import ts from 'typescript'
import { holds } from '../convert'
import { blockDeclarations } from '../declarations'
import { bindPattern } from '../destructuring'
import { type Evaluation, Thrown } from '../evaluation'
import { joinStates, runBranch } from '../join'
import { Scope } from '../scope'
import {
  BREAK,
  bindVariable,
  type Completion,
  chooseClauses,
  declareBlock,
  executeIf,
  executeList,
  executeStatement,
  executeSwitch,
  LABEL_BREAK,
  leave,
  NORMAL,
  RETURN,
  WITH_REST,
} from '../statements'
import { Unknown, type Value } from '../values'
import { EarlyReturn, type Suspending } from './coroutine'
import { evaluateSuspending, withGiven } from './expressions'
import { executeLoopSuspending } from './loops'
import { suspends } from './suspends'

/** Evaluates statements of a function that may wait within them; as `executeList` where a condition is unknown. */
export function* executeListSuspending(
  context: Evaluation,
  statements: readonly ts.Statement[],
  scope: Scope,
): Suspending<Completion> {
  let ends = 0
  for (const [index, statement] of statements.entries()) {
    const rest = () => executeList(context, statements, index + 1, scope)
    const completion = ts.isIfStatement(statement)
      ? yield* executeIfSuspending(context, statement, scope, rest)
      : yield* executeSuspending(context, statement, scope)
    if (completion === NORMAL) continue
    if (completion & WITH_REST) return ends | (completion & ~WITH_REST)
    ends |= completion & ~NORMAL
    if (!(completion & NORMAL)) return ends
    const result = runBranch(context, rest)
    if (result instanceof Thrown) return ends
    joinStates(context, [{ value: 0, changes: new Map() }, result], new Unknown('differs between branches', statement))
    return ends | result.value
  }
  return ends | NORMAL
}

export function* executeSuspending(context: Evaluation, node: ts.Statement, scope: Scope): Suspending<Completion> {
  if (!suspends(node)) return executeStatement(context, node, scope)
  context.step(node)
  if (ts.isExpressionStatement(node)) {
    yield* evaluateSuspending(context, node.expression, scope)
    return NORMAL
  }
  if (ts.isVariableStatement(node)) {
    yield* declareVariablesSuspending(context, node.declarationList, scope)
    return NORMAL
  }
  if (ts.isReturnStatement(node)) {
    const value = yield* evaluateSuspending(context, node.expression!, scope)
    leave(context, value, node)
    return RETURN
  }
  if (ts.isThrowStatement(node)) throw new Thrown(yield* evaluateSuspending(context, node.expression, scope), node)
  if (ts.isIfStatement(node)) return (yield* executeIfSuspending(context, node, scope, undefined)) & ~WITH_REST
  if (ts.isBlock(node)) return yield* executeBlockSuspending(context, node.statements, scope)
  if (ts.isIterationStatement(node, false)) return yield* executeLoopSuspending(context, node, scope, undefined)
  if (ts.isLabeledStatement(node)) return yield* executeLabeledSuspending(context, node, scope)
  if (ts.isTryStatement(node)) return yield* executeTrySuspending(context, node, scope)
  if (ts.isSwitchStatement(node)) return yield* executeSwitchSuspending(context, node, scope)
  return executeStatement(context, node, scope)
}

function* executeBlockSuspending(
  context: Evaluation,
  statements: readonly ts.Statement[],
  scope: Scope,
): Suspending<Completion> {
  const inner = new Scope(scope)
  declareBlock(context, blockDeclarations(statements), inner)
  return yield* executeListSuspending(context, statements, inner)
}

export function* declareVariablesSuspending(
  context: Evaluation,
  list: ts.VariableDeclarationList,
  scope: Scope,
): Suspending<void> {
  for (const declaration of list.declarations) {
    const { name, initializer } = declaration
    if (!initializer) bindVariable(context, list, declaration, undefined, scope)
    else {
      const own = ts.isIdentifier(name) ? name.text : undefined
      const value = yield* evaluateSuspending(context, initializer, scope, own)
      bindVariable(context, list, declaration, value, scope)
    }
  }
}

function* executeIfSuspending(
  context: Evaluation,
  node: ts.IfStatement,
  scope: Scope,
  rest: (() => Completion) | undefined,
): Suspending<Completion> {
  const condition = yield* evaluateSuspending(context, node.expression, scope)
  const { thenStatement, elseStatement } = node
  const truthful = holds(context, condition)
  if (truthful === undefined) {
    // Nobody can wait on two paths at once: what is awaited on either is looked at at once.
    return withGiven(context, node.expression, condition, () => executeIf(context, node, scope, rest))
  }
  const taken = truthful ? thenStatement : elseStatement
  return taken ? yield* executeSuspending(context, taken, scope) : NORMAL
}

function* executeLabeledSuspending(
  context: Evaluation,
  node: ts.LabeledStatement,
  scope: Scope,
): Suspending<Completion> {
  const { statement } = node
  const label = node.label.text
  const completion = ts.isIterationStatement(statement, false)
    ? yield* executeLoopSuspending(context, statement, scope, label)
    : yield* executeSuspending(context, statement, scope)
  const isOwn = completion & LABEL_BREAK && context.frame.label === label
  return isOwn ? (completion & ~LABEL_BREAK) | NORMAL : completion
}

function* executeTrySuspending(context: Evaluation, node: ts.TryStatement, scope: Scope): Suspending<Completion> {
  const { catchClause, finallyBlock, tryBlock } = node
  const { frame } = context
  let completion = NORMAL
  let pending: unknown
  frame.tries += 1
  try {
    completion = yield* executeBlockSuspending(context, tryBlock.statements, scope)
  } catch (error) {
    pending = error
  } finally {
    frame.tries -= 1
  }
  context.frame = frame
  if (catchClause && pending instanceof Thrown) {
    const inner = new Scope(scope)
    const { value } = pending
    pending = undefined
    try {
      const { variableDeclaration, block } = catchClause
      if (variableDeclaration) bindPattern(context, variableDeclaration.name, value, inner, undefined)
      completion = yield* executeBlockSuspending(context, block.statements, inner)
    } catch (error) {
      pending = error
      context.frame = frame
    }
  }
  if (finallyBlock && (!pending || pending instanceof Thrown || pending instanceof EarlyReturn)) {
    const { returned, hasReturned } = frame
    frame.hasReturned = false
    const last = yield* executeBlockSuspending(context, finallyBlock.statements, scope)
    if (last !== NORMAL) return last
    frame.returned = returned
    frame.hasReturned = hasReturned
  }
  if (pending) throw pending
  return completion
}

function* executeSwitchSuspending(context: Evaluation, node: ts.SwitchStatement, scope: Scope): Suspending<Completion> {
  const subject: Value = yield* evaluateSuspending(context, node.expression, scope)
  const { clauses } = node.caseBlock
  const inner = new Scope(scope)
  for (const clause of clauses) declareBlock(context, blockDeclarations(clause.statements), inner)
  const { possible, decided } = chooseClauses(context, node, subject, inner)
  if (possible.length + (decided ? 0 : 1) !== 1) {
    return withGiven(context, node.expression, subject, () => executeSwitch(context, node, scope))
  }
  let ends = 0
  for (const clause of possible.length === 1 ? clauses.slice(possible[0]) : []) {
    const completion = yield* executeListSuspending(context, clause.statements, inner)
    ends |= completion & ~NORMAL
    if (!(completion & NORMAL)) return ends & BREAK ? (ends & ~BREAK) | NORMAL : ends
  }
  const completion = ends | NORMAL
  return completion & BREAK ? completion & ~BREAK : completion
}
