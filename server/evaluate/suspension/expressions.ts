import ts from 'typescript'
import { skipParentheses } from '../assignment'
import { holds, truth } from '../convert'
import type { Evaluation } from '../evaluation'
import { evaluate } from '../expressions'
import { iterate } from '../iteration'
import type { Scope } from '../scope'
import { Unknown, type Value } from '../values'
import { delegateAsync } from './asyncIteration'
import { EarlyReturn, pause, type Suspending } from './coroutine'
import { suspends } from './suspends'

const K = ts.SyntaxKind

/**
 * The value of an expression that may wait within. Parts up to the last one that waits are evaluated first, in
 * JavaScript's order, and given to the ordinary evaluation of the whole.
 */
export function* evaluateSuspending(
  context: Evaluation,
  node: ts.Expression,
  scope: Scope,
  name?: string,
): Suspending<Value> {
  if (!suspends(node)) return evaluate(context, node, scope, name)
  context.step(node)
  if (ts.isAwaitExpression(node)) {
    const value = yield* evaluateSuspending(context, node.expression, scope)
    const awaited = yield* pause('await', value, node)
    if (awaited instanceof Unknown) context.outsideWaits += 1
    return awaited
  }
  if (ts.isYieldExpression(node)) return yield* evaluateYield(context, node, scope)
  if (skipParentheses(node) !== node) return yield* evaluateSuspending(context, skipParentheses(node), scope, name)
  if (ts.isConditionalExpression(node)) {
    const condition = yield* evaluateSuspending(context, node.condition, scope)
    const truthful = holds(context, condition)
    if (truthful === undefined)
      return withGiven(context, node.condition, condition, () => evaluate(context, node, scope))
    return yield* evaluateSuspending(context, truthful ? node.whenTrue : node.whenFalse, scope, name)
  }
  if (ts.isBinaryExpression(node) && suspends(node.right)) {
    const operator = logical[node.operatorToken.kind]
    if (operator !== undefined) return yield* evaluateLogicalSuspending(context, node, operator, scope)
  }
  return yield* evaluateParts(context, node, scope, name)
}

/** The operators that may leave out their right side, by the tokens they are written with. */
const logical: Partial<Record<ts.SyntaxKind, ts.SyntaxKind>> = {
  [K.AmpersandAmpersandToken]: K.AmpersandAmpersandToken,
  [K.AmpersandAmpersandEqualsToken]: K.AmpersandAmpersandToken,
  [K.BarBarToken]: K.BarBarToken,
  [K.BarBarEqualsToken]: K.BarBarToken,
  [K.QuestionQuestionToken]: K.QuestionQuestionToken,
  [K.QuestionQuestionEqualsToken]: K.QuestionQuestionToken,
}

/** Evaluates with a part of the expression known already. */
export function withGiven<T>(context: Evaluation, part: ts.Node, value: Value, work: () => T): T {
  const { frame } = context
  frame.given ??= new Map()
  frame.given.set(part, value)
  try {
    return work()
  } finally {
    frame.given.delete(part)
  }
}

function* evaluateLogicalSuspending(
  context: Evaluation,
  node: ts.BinaryExpression,
  operator: ts.SyntaxKind,
  scope: Scope,
): Suspending<Value> {
  const left = yield* evaluateSuspending(context, node.left, scope)
  if (needsRight(operator, left) !== true) {
    // The left side decides, or it is not known whether: the right side is then evaluated on a path of its own.
    return withGiven(context, skipParentheses(node.left), left, () => evaluate(context, node, scope))
  }
  const right = yield* evaluateSuspending(context, node.right, scope)
  if (node.operatorToken.kind === operator) return right
  return withGiven(context, skipParentheses(node.left), left, () =>
    withGiven(context, node.right, right, () => evaluate(context, node, scope)),
  )
}

function needsRight(operator: ts.SyntaxKind, left: Value): boolean | undefined {
  if (operator === K.QuestionQuestionToken) {
    return left instanceof Unknown ? undefined : left === undefined || left === null
  }
  const truthful = truth(left)
  return truthful === undefined ? undefined : truthful === (operator === K.AmpersandAmpersandToken)
}

function* evaluateParts(
  context: Evaluation,
  node: ts.Expression,
  scope: Scope,
  name: string | undefined,
): Suspending<Value> {
  const parts = partsOf(node)
  const needed = parts.slice(0, parts.findLastIndex(suspends) + 1)
  const { frame } = context
  frame.given ??= new Map()
  const given: ts.Expression[] = []
  try {
    for (const part of needed) {
      const value = yield* evaluateSuspending(context, part, scope)
      frame.given.set(part, value)
      given.push(part)
      const left = value === undefined || value === null
      if (left && isOptionalRoot(part)) break
    }
    return evaluate(context, node, scope, name)
  } finally {
    for (const part of given) frame.given.delete(part)
  }
}

/** Whether `?.` follows, so that the rest of the chain may be left out. */
function isOptionalRoot(part: ts.Expression): boolean {
  const { parent } = part
  const isLink =
    ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent) || ts.isCallExpression(parent)
  return isLink && parent.expression === part && parent.questionDotToken !== undefined
}

/** The expressions directly within another one, in the order they are evaluated. */
function partsOf(node: ts.Expression): ts.Expression[] {
  if (ts.isCallExpression(node)) {
    const callee = skipParentheses(node.expression)
    const isMember = ts.isPropertyAccessExpression(callee) || ts.isElementAccessExpression(callee)
    const isChain = (callee.flags & ts.NodeFlags.OptionalChain) !== 0
    const before = isMember || isChain ? partsOf(callee) : isNamed(callee) ? [callee] : []
    return [...before, ...node.arguments.map(withoutSpread)]
  }
  if (ts.isNewExpression(node)) return [node.expression, ...(node.arguments ?? []).map(withoutSpread)]
  if (ts.isPropertyAccessExpression(node)) return holderParts(node)
  if (ts.isElementAccessExpression(node)) return [...holderParts(node), node.argumentExpression]
  if (ts.isArrayLiteralExpression(node)) return node.elements.map(withoutSpread)
  if (ts.isObjectLiteralExpression(node)) return node.properties.flatMap(partsOfProperty)
  if (ts.isTemplateExpression(node)) return node.templateSpans.map(({ expression }) => expression)
  if (ts.isTaggedTemplateExpression(node)) {
    const before = ts.isPropertyAccessExpression(node.tag) ? node.tag.expression : node.tag
    return [before, ...(ts.isTemplateExpression(node.template) ? partsOf(node.template) : [])]
  }
  if (ts.isBinaryExpression(node)) return partsOfBinary(node)
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
    const changes = node.operator === K.PlusPlusToken || node.operator === K.MinusMinusToken
    return changes ? partsOf(skipParentheses(node.operand)) : [node.operand]
  }
  if (ts.isDeleteExpression(node)) return partsOf(node.expression)
  if (ts.isTypeOfExpression(node) || ts.isVoidExpression(node)) return [node.expression]
  return []
}

function partsOfBinary({ left, operatorToken, right }: ts.BinaryExpression): ts.Expression[] {
  if (operatorToken.kind < K.FirstAssignment || operatorToken.kind > K.LastAssignment) return [left, right]
  const target = skipParentheses(left)
  const read = operatorToken.kind === K.EqualsToken ? [] : [target]
  if (ts.isIdentifier(target)) return [...read, right]
  const isMember = ts.isPropertyAccessExpression(target) || ts.isElementAccessExpression(target)
  return isMember ? [...partsOf(target), ...read, right] : [right]
}

function holderParts(node: ts.PropertyAccessExpression | ts.ElementAccessExpression): ts.Expression[] {
  const { expression } = node
  if (expression.kind === K.SuperKeyword) return []
  return (expression.flags & ts.NodeFlags.OptionalChain) !== 0 ? partsOf(expression) : [expression]
}

function partsOfProperty(property: ts.ObjectLiteralElementLike): ts.Expression[] {
  if (ts.isSpreadAssignment(property)) return [property.expression]
  if (ts.isShorthandPropertyAssignment(property)) return [property.name]
  const computed = ts.isComputedPropertyName(property.name) ? [property.name.expression] : []
  return ts.isPropertyAssignment(property) ? [...computed, property.initializer] : computed
}

function withoutSpread(node: ts.Expression): ts.Expression {
  return ts.isSpreadElement(node) ? node.expression : node
}

function isNamed(callee: ts.Expression): boolean {
  return callee.kind !== K.SuperKeyword && callee.kind !== K.ImportKeyword
}

function* evaluateYield(context: Evaluation, node: ts.YieldExpression, scope: Scope): Suspending<Value> {
  const { expression, asteriskToken } = node
  const value = expression ? yield* evaluateSuspending(context, expression, scope) : undefined
  if (!asteriskToken) return yield* pause('yield', value, node)
  const isAsync = context.frame.isAsync
  if (isAsync) return yield* delegateAsync(context, value, node)
  const source = iterate(context, value, node)
  if (source instanceof Unknown) {
    context.frame.open ??= source
    return source
  }
  let step = source.next()
  for (;;) {
    if (step.unknown) {
      context.frame.open ??= step.unknown
      return step.unknown
    }
    if (step.done) return step.value
    const how = yield { kind: 'yield', value: step.value, node }
    if (how.kind === 'next') step = source.next(how.value)
    else if (how.kind === 'throw' && source.throw) step = source.throw(how.value, node)
    else {
      step = source.return?.(how.value) ?? { done: true, value: how.value }
      if (how.kind === 'throw') context.throwError('TypeError', 'The iterator does not provide a throw method', node)
      if (step.done) throw new EarlyReturn(step.value)
    }
  }
}
