import ts from 'typescript'
import { makeClass } from './classes'
import { equalsAssumed, holds, strictlyEqual } from './convert'
import { blockDeclarations, boundNames, type Declarations } from './declarations'
import { bindPattern } from './destructuring'
import { type Evaluation, Thrown } from './evaluation'
import { evaluate, unknownCondition } from './expressions'
import { makeFunction } from './functions'
import { joinStates, joinValues, type Outcome, runBranch } from './join'
import { executeLoop } from './loops'
import { declareEnum, declareNamespace } from './namespaces'
import { Scope, Slot } from './scope'
import { Unknown, type Value } from './values'

const K = ts.SyntaxKind

/** How a statement may end: a set of bits, more than one where a condition is unknown. */
export type Completion = number
export const NORMAL = 1
export const BREAK = 2
export const CONTINUE = 4
export const RETURN = 8
/** A `break` or `continue` to the label in the frame. */
export const LABEL_BREAK = 16
export const LABEL_CONTINUE = 32
/** The rest of the block was evaluated too. */
export const WITH_REST = 64

/** Evaluates the statements from the given index on. */
export function executeList(
  context: Evaluation,
  statements: readonly ts.Statement[],
  from: number,
  scope: Scope,
): Completion {
  let ends = 0
  for (let index = from; index < statements.length; index++) {
    const statement = statements[index]!
    const completion =
      statement.kind === K.IfStatement
        ? executeIf(context, statement as ts.IfStatement, scope, () =>
            executeList(context, statements, index + 1, scope),
          )
        : executeStatement(context, statement, scope)
    if (completion === NORMAL) continue
    if (completion & WITH_REST) return ends | (completion & ~WITH_REST)
    ends |= completion & ~NORMAL
    if (!(completion & NORMAL)) return ends
    // The path may have left already, so what follows may not happen.
    const result = runBranch(context, () => executeList(context, statements, index + 1, scope))
    if (result instanceof Thrown) return ends
    joinStates(context, [{ value: 0, changes: new Map() }, result], new Unknown('differs between branches', statement))
    return ends | result.value
  }
  return ends | NORMAL
}

/** Declares the names of a block: functions at once, the others when their statement is reached. */
export function declareBlock(context: Evaluation, { lexical, functions }: Declarations, scope: Scope): void {
  for (const { name, constant } of lexical) {
    const slot = new Slot(undefined, constant)
    slot.initialised = false
    scope.slots.set(name, slot)
  }
  for (const node of functions) {
    const value = makeFunction(context, node, scope)
    const slot = scope.slots.get(value.name)
    if (slot) {
      context.willWrite(slot)
      slot.value = value
    } else scope.declare(value.name, value)
  }
}

/** `declare const`: it comes from somewhere else. */
function isDeclared(node: ts.Statement): boolean {
  return ts.canHaveModifiers(node) && node.modifiers?.some(({ kind }) => kind === K.DeclareKeyword) === true
}

function declareUnknown(context: Evaluation, { declarationList }: ts.VariableStatement, scope: Scope): Completion {
  for (const name of boundNames(declarationList)) {
    const slot = scope.find(name)
    if (!slot) continue
    context.willWrite(slot)
    slot.initialised = true
    slot.value = new Unknown(`\`${name}\` is declared elsewhere`, declarationList)
  }
  return NORMAL
}

/** A block with a scope of its own where it declares anything. */
export function executeBlock(context: Evaluation, statements: readonly ts.Statement[], scope: Scope): Completion {
  const declarations = blockDeclarations(statements)
  if (declarations.lexical.length === 0 && declarations.functions.length === 0) {
    return executeList(context, statements, 0, scope)
  }
  const inner = new Scope(scope)
  declareBlock(context, declarations, inner)
  return executeList(context, statements, 0, inner)
}

export function executeStatement(context: Evaluation, node: ts.Statement, scope: Scope): Completion {
  context.step(node)
  const { nesting } = context
  if (nesting > context.limits.nesting) {
    context.problem('bounds', 'statements nested this deep are not followed', node)
    return NORMAL
  }
  context.nesting = nesting + 1
  const completion = dispatch(context, node, scope)
  context.nesting = nesting
  return completion
}

function dispatch(context: Evaluation, node: ts.Statement, scope: Scope): Completion {
  switch (node.kind) {
    case K.ExpressionStatement:
      evaluate(context, (node as ts.ExpressionStatement).expression, scope)
      return NORMAL
    case K.VariableStatement:
      if (isDeclared(node)) return declareUnknown(context, node as ts.VariableStatement, scope)
      declareVariables(context, (node as ts.VariableStatement).declarationList, scope)
      return NORMAL
    case K.ReturnStatement: {
      const { expression } = node as ts.ReturnStatement
      leave(context, expression && evaluate(context, expression, scope), node)
      return RETURN
    }
    case K.IfStatement:
      return executeIf(context, node as ts.IfStatement, scope, undefined) & ~WITH_REST
    case K.Block:
      return executeBlock(context, (node as ts.Block).statements, scope)
    case K.ForStatement:
    case K.ForOfStatement:
    case K.ForInStatement:
    case K.WhileStatement:
    case K.DoStatement:
      return executeLoop(context, node as ts.IterationStatement, scope, undefined)
    case K.LabeledStatement:
      return executeLabeled(context, node as ts.LabeledStatement, scope)
    case K.BreakStatement:
    case K.ContinueStatement: {
      const { label } = node as ts.BreakStatement
      if (!label) return node.kind === K.BreakStatement ? BREAK : CONTINUE
      context.frame.label = label.text
      return node.kind === K.BreakStatement ? LABEL_BREAK : LABEL_CONTINUE
    }
    case K.ThrowStatement:
      throw new Thrown(evaluate(context, (node as ts.ThrowStatement).expression, scope), node)
    case K.TryStatement:
      return executeTry(context, node as ts.TryStatement, scope)
    case K.SwitchStatement:
      return executeSwitch(context, node as ts.SwitchStatement, scope)
    case K.ClassDeclaration: {
      const value = makeClass(context, node as ts.ClassDeclaration, scope)
      const slot = scope.slots.get(value.name)
      if (slot) {
        context.willWrite(slot)
        const decorated = ts.getDecorators(node as ts.ClassDeclaration)
        slot.value = decorated ? new Unknown('what decorators make is not followed', node) : value
        slot.initialised = true
      }
      return NORMAL
    }
    case K.EnumDeclaration:
      declareEnum(context, node as ts.EnumDeclaration, scope)
      return NORMAL
    case K.ModuleDeclaration:
      declareNamespace(context, node as ts.ModuleDeclaration, scope)
      return NORMAL
  }
  return NORMAL
}

/** Notes what the call returns, on this path. */
export function leave(context: Evaluation, value: Value, node: ts.Node): void {
  const { frame } = context
  frame.returned = frame.hasReturned
    ? joinValues(context, frame.returned, value, new Unknown('differs between branches', node))
    : value
  frame.hasReturned = true
}

export function declareVariables(context: Evaluation, list: ts.VariableDeclarationList, scope: Scope): void {
  for (const declaration of list.declarations) {
    const { name, initializer } = declaration
    const own = ts.isIdentifier(name) ? name.text : undefined
    const value = initializer && evaluate(context, initializer, scope, own)
    bindVariable(context, list, declaration, value, scope)
  }
}

/** Binds the names of one declaration; a `var` without a value keeps the one it has. */
export function bindVariable(
  context: Evaluation,
  { flags }: ts.VariableDeclarationList,
  { name, initializer }: ts.VariableDeclaration,
  value: Value,
  scope: Scope,
): void {
  const lexical = (flags & ts.NodeFlags.BlockScoped) !== 0
  if (!initializer && !lexical) return
  bindPattern(context, name, value, scope, !lexical ? 'var' : flags & ts.NodeFlags.Const ? 'constant' : 'variable')
}

export function executeIf(
  context: Evaluation,
  node: ts.IfStatement,
  scope: Scope,
  rest: (() => Completion) | undefined,
): Completion {
  const condition = evaluate(context, node.expression, scope)
  const { thenStatement, elseStatement } = node
  const otherwise = () => (elseStatement ? executeStatement(context, elseStatement, scope) : NORMAL)
  const truthful = holds(context, condition)
  if (truthful === true) return executeStatement(context, thenStatement, scope)
  if (truthful === false) return otherwise()
  const paths = [() => executeStatement(context, thenStatement, scope), otherwise]
  return executeAlternatives(context, unknownCondition(condition), paths, rest)
}

/**
 * Evaluates paths of which one is taken and nobody knows which. Where one leaves the block, the rest of the block
 * belongs to the others, so that `if (unknown) return …` does not blur what follows.
 */
export function executeAlternatives(
  context: Evaluation,
  reason: Unknown,
  paths: readonly (() => Completion)[],
  rest: (() => Completion) | undefined,
): Completion {
  const results = paths.map(path => runBranch(context, path))
  const outcomes = results.filter(result => !(result instanceof Thrown)) as Outcome<Completion>[]
  if (outcomes.length < results.length && context.frame.tries > 0) context.maybeThrown = true
  if (outcomes.length === 0) throw results[0]
  const going = outcomes.filter(({ value }) => value & NORMAL)
  const leaving = outcomes.filter(({ value }) => !(value & NORMAL))
  const [only] = going
  if (leaving.length === 0 || going.length !== 1 || only?.value !== NORMAL || !rest) {
    joinStates(context, outcomes, reason)
    return outcomes.reduce((all, { value }) => all | value, 0)
  }
  const continued = runBranch(context, rest, only.changes)
  const ends = continued instanceof Thrown ? leaving : [...leaving, continued]
  joinStates(context, ends, reason)
  return ends.reduce((all, { value }) => all | value, WITH_REST)
}

function executeLabeled(context: Evaluation, node: ts.LabeledStatement, scope: Scope): Completion {
  const label = node.label.text
  const body = node.statement
  let completion = ts.isIterationStatement(body, false)
    ? executeLoop(context, body, scope, label)
    : executeStatement(context, body, scope)
  if (completion & LABEL_BREAK && context.frame.label === label) completion = (completion & ~LABEL_BREAK) | NORMAL
  return completion
}

function executeTry(context: Evaluation, node: ts.TryStatement, scope: Scope): Completion {
  const { catchClause, finallyBlock, tryBlock } = node
  const { frame, nesting, calls, maybeThrown: before } = context
  let completion = NORMAL
  let pending: Thrown | undefined
  const caught = (value: Value) => {
    const inner = new Scope(scope)
    const { variableDeclaration, block } = catchClause!
    if (variableDeclaration) bindPattern(context, variableDeclaration.name, value, inner, undefined)
    return executeBlock(context, block.statements, inner)
  }
  frame.tries += 1
  context.maybeThrown = false
  try {
    completion = executeBlock(context, tryBlock.statements, scope)
    if (context.maybeThrown && catchClause) {
      const reason = new Unknown('an error may have been thrown before', tryBlock)
      completion |= executeAlternatives(context, reason, [() => caught(reason), () => NORMAL], undefined)
    }
  } catch (error) {
    if (!(error instanceof Thrown)) throw error
    pending = error
  } finally {
    frame.tries -= 1
    context.frame = frame
    context.nesting = nesting
    context.calls = calls
    context.maybeThrown = before
  }
  if (pending && catchClause) {
    const { value } = pending
    pending = undefined
    try {
      completion = caught(value)
    } catch (error) {
      if (!(error instanceof Thrown)) throw error
      pending = error
      context.frame = frame
      context.nesting = nesting
      context.calls = calls
    }
  }
  if (finallyBlock) {
    const { returned, hasReturned } = frame
    frame.hasReturned = false
    const last = executeBlock(context, finallyBlock.statements, scope)
    // What leaves the finally block takes the place of everything before.
    if (last !== NORMAL) return last
    frame.returned = returned
    frame.hasReturned = hasReturned
  }
  if (pending) throw pending
  return completion
}

export function executeSwitch(context: Evaluation, node: ts.SwitchStatement, scope: Scope): Completion {
  const subject = evaluate(context, node.expression, scope)
  const { clauses } = node.caseBlock
  const inner = new Scope(scope)
  for (const clause of clauses) declareBlock(context, blockDeclarations(clause.statements), inner)
  const from = (start: number): Completion => {
    let ends = 0
    for (const clause of clauses.slice(start)) {
      const completion = executeList(context, clause.statements, 0, inner)
      ends |= completion & ~NORMAL
      if (!(completion & NORMAL)) return ends
    }
    return ends | NORMAL
  }
  const { possible, decided, reason } = chooseClauses(context, node, subject, inner)
  const paths = possible.map(index => () => from(index))
  if (!decided) paths.push(() => NORMAL)
  const completion =
    paths.length === 1 ? paths[0]!() : executeAlternatives(context, unknownCondition(reason), paths, undefined)
  return completion & BREAK ? (completion & ~BREAK) | NORMAL : completion
}

/** The clauses a `switch` may start at; `decided` where it starts at one of them for certain. */
export function chooseClauses(
  context: Evaluation,
  { caseBlock: { clauses } }: ts.SwitchStatement,
  subject: Value,
  scope: Scope,
): { possible: readonly number[]; decided: boolean; reason: Value } {
  const possible: number[] = []
  let reason = subject
  for (const [index, clause] of clauses.entries()) {
    if (ts.isDefaultClause(clause)) continue
    const label = evaluate(context, clause.expression, scope)
    const equal = strictlyEqual(subject, label) ?? equalsAssumed(context, subject, label)
    if (equal === undefined && label instanceof Unknown) reason = label
    if (equal !== false) possible.push(index)
    if (equal === true) return { possible, decided: true, reason }
  }
  const fallback = clauses.findIndex(ts.isDefaultClause)
  if (fallback >= 0) possible.push(fallback)
  return { possible, decided: fallback >= 0, reason }
}
