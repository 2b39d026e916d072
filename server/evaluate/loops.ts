import ts from 'typescript'
import { awaitValue } from './calls'
import { truth } from './convert'
import { boundNames } from './declarations'
import { assignPattern, bindPattern } from './destructuring'
import { type Evaluation, Thrown } from './evaluation'
import { evaluate, unknownCondition } from './expressions'
import { iterate } from './iteration'
import { joinStates, runBranch, runMaybe } from './join'
import { allKeys, contentsUnknown, forget } from './properties'
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
import { ObjectValue, Unknown, type Value } from './values'

/** One kind of loop: whether there is another turn, and what a turn does. */
interface Turns {
  /** True or false, or why it is not known. */
  more(): boolean | Unknown
  body(): Completion
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
  const completion = run(context, node, turnsOf(context, node, scope), label)
  frame.loop = outer
  return completion
}

function turnsOf(context: Evaluation, node: ts.IterationStatement, scope: Scope): Turns {
  if (ts.isForStatement(node)) return forTurns(context, node, scope)
  if (ts.isForOfStatement(node)) return forOfTurns(context, node, scope)
  if (ts.isForInStatement(node)) return forInTurns(context, node, scope)
  const test = () => condition(context, (node as ts.WhileStatement).expression, scope)
  const body = () => executeStatement(context, node.statement, scope)
  if (ts.isWhileStatement(node)) return { more: test, body }
  let first = true
  return { more: () => (first ? !(first = false) : test()), body }
}

function condition(context: Evaluation, expression: ts.Expression, scope: Scope): boolean | Unknown {
  const value = evaluate(context, expression, scope)
  return truth(value) ?? unknownCondition(value)
}

function run(context: Evaluation, node: ts.IterationStatement, turns: Turns, label: string | undefined): Completion {
  let ends = 0
  for (let count = 0; ; count++) {
    context.step(node)
    const more = turns.more()
    if (more === false) return ends | NORMAL
    if (more instanceof Unknown) return ends | runUnknownTurns(context, turns, more, label)
    if (count >= context.limits.turns) {
      giveUp(context, node, turns)
      return ends | NORMAL
    }
    const completion = ownCompletion(context, turns.body(), label)
    ends |= completion & ~(NORMAL | BREAK)
    if (!(completion & NORMAL)) {
      turns.close?.()
      return completion & BREAK ? ends | NORMAL : ends
    }
    turns.advance?.()
    if (completion & ~NORMAL) {
      // The loop may have been left already, so that the other turns may not happen.
      const result = runBranch(context, () => run(context, node, turns, label))
      if (result instanceof Thrown) return ends | NORMAL
      const reason = new Unknown('the loop may end early', node)
      joinStates(context, [{ value: 0, changes: new Map() }, result], reason)
      return ends | NORMAL | result.value
    }
  }
}

/** What the turn's end means to the loop itself: `continue` is a normal end, a label of its own none. */
function ownCompletion(context: Evaluation, completion: Completion, label: string | undefined): Completion {
  let own = completion
  if (own & CONTINUE) own = (own & ~CONTINUE) | NORMAL
  if (label !== undefined && context.frame.label === label) {
    if (own & LABEL_CONTINUE) own = (own & ~LABEL_CONTINUE) | NORMAL
    if (own & LABEL_BREAK) own = (own & ~LABEL_BREAK) | BREAK
  }
  return own
}

/** A loop of unknown length: its body is looked at once, and may happen any number of times. */
function runUnknownTurns(context: Evaluation, turns: Turns, reason: Unknown, label: string | undefined): Completion {
  let completion = NORMAL
  runMaybe(
    context,
    reason,
    () => {
      completion |= ownCompletion(context, turns.body(), label) & ~BREAK
      turns.advance?.()
    },
    true,
  )
  return completion
}

/** Too many turns: whatever the loop changes is unknown from here on. */
function giveUp(context: Evaluation, node: ts.IterationStatement, turns: Turns): void {
  const { turns: limit } = context.limits
  context.problem(
    'bounds',
    `loops are followed for ${limit.toLocaleString('en')} turns; what this one computes is not known`,
    node,
  )
  const reason = new Unknown('the loop takes too many turns to follow', node)
  const result = runBranch(context, () => {
    context.repeated += 1
    turns.body()
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
  const { initializer, condition: test, incrementor, statement } = node
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
    more: () => (test ? condition(context, test, scope) : true),
    body: () => executeStatement(context, statement, scope),
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

function bindTurn(context: Evaluation, node: ts.ForOfStatement | ts.ForInStatement, value: Value, outer: Scope): Scope {
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
  const source = iterate(context, evaluate(context, node.expression, scope), node.expression)
  let value: Value = source instanceof Unknown ? elementOf(source, node) : undefined
  return {
    more() {
      if (source instanceof Unknown) return source
      const step = source.next()
      value = node.awaitModifier ? awaitValue(context, step.value, node) : step.value
      return !step.done
    },
    body: () => executeStatement(context, node.statement, bindTurn(context, node, value, scope)),
    close: () => (source instanceof Unknown ? undefined : source.return?.()),
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
    more() {
      index += 1
      return unknown ?? index < keys.length
    },
    body: () => executeStatement(context, node.statement, bindTurn(context, node, unknown ?? keys[index], scope)),
  }
}
