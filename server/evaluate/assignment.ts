import ts from 'typescript'
import { toPropertyKey } from './convert'
import { assignPattern } from './destructuring'
import type { Evaluation } from './evaluation'
import { evaluate, evaluateLogical, privateKey, readMember } from './expressions'
import { binaryOperation } from './operators'
import { forget, setProperty } from './properties'
import type { Scope } from './scope'
import { type PropertyKey, Unknown, type Value } from './values'

const K = ts.SyntaxKind

/** A place that can be read and written, its object and key evaluated once. */
interface Reference {
  read(): Value
  write(value: Value): void
}

const compound: Partial<Record<ts.SyntaxKind, ts.SyntaxKind>> = {
  [K.PlusEqualsToken]: K.PlusToken,
  [K.MinusEqualsToken]: K.MinusToken,
  [K.AsteriskEqualsToken]: K.AsteriskToken,
  [K.AsteriskAsteriskEqualsToken]: K.AsteriskAsteriskToken,
  [K.SlashEqualsToken]: K.SlashToken,
  [K.PercentEqualsToken]: K.PercentToken,
  [K.LessThanLessThanEqualsToken]: K.LessThanLessThanToken,
  [K.GreaterThanGreaterThanEqualsToken]: K.GreaterThanGreaterThanToken,
  [K.GreaterThanGreaterThanGreaterThanEqualsToken]: K.GreaterThanGreaterThanGreaterThanToken,
  [K.AmpersandEqualsToken]: K.AmpersandToken,
  [K.BarEqualsToken]: K.BarToken,
  [K.CaretEqualsToken]: K.CaretToken,
  [K.AmpersandAmpersandEqualsToken]: K.AmpersandAmpersandToken,
  [K.BarBarEqualsToken]: K.BarBarToken,
  [K.QuestionQuestionEqualsToken]: K.QuestionQuestionToken,
}

/** `a = b`, `a += b`, `a ??= b` … */
export function evaluateAssignment(context: Evaluation, node: ts.BinaryExpression, scope: Scope): Value {
  const target = skipParentheses(node.left)
  const name = ts.isIdentifier(target) ? target.text : undefined
  if (node.operatorToken.kind === K.EqualsToken) {
    if (ts.isArrayLiteralExpression(target) || ts.isObjectLiteralExpression(target)) {
      const value = evaluate(context, node.right, scope)
      assignPattern(context, target, value, scope)
      return value
    }
    const place = reference(context, target, scope)
    const value = evaluate(context, node.right, scope, name)
    place.write(value)
    return value
  }
  const operator = compound[node.operatorToken.kind]!
  const place = reference(context, target, scope)
  const before = place.read()
  if (operator === K.AmpersandAmpersandToken || operator === K.BarBarToken || operator === K.QuestionQuestionToken) {
    return evaluateLogical(context, operator, before, () => {
      const value = evaluate(context, node.right, scope, name)
      place.write(value)
      return value
    })
  }
  const value = binaryOperation(context, operator, before, evaluate(context, node.right, scope), node)
  place.write(value)
  return value
}

/** `a++`, `--a` */
export function evaluateUpdate(
  context: Evaluation,
  node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression,
  scope: Scope,
): Value {
  const place = reference(context, skipParentheses(node.operand), scope)
  const before = place.read()
  const bigint = typeof before === 'bigint'
  const number = bigint ? before : binaryOperation(context, K.MinusToken, before, 0, node)
  const operator = node.operator === K.PlusPlusToken ? K.PlusToken : K.MinusToken
  const after = binaryOperation(context, operator, number, bigint ? 1n : 1, node)
  place.write(after)
  return ts.isPrefixUnaryExpression(node) ? after : number
}

/** Writes a value to a variable or property. */
export function assignTo(context: Evaluation, target: ts.Expression, value: Value, scope: Scope): void {
  reference(context, skipParentheses(target), scope).write(value)
}

function reference(context: Evaluation, target: ts.Expression, scope: Scope): Reference {
  if (ts.isIdentifier(target)) {
    return {
      read: () => evaluate(context, target, scope),
      write: value => assignVariable(context, target, value, scope),
    }
  }
  if (ts.isPropertyAccessExpression(target) || ts.isElementAccessExpression(target)) {
    const isSuper = target.expression.kind === K.SuperKeyword
    const object = isSuper ? context.frame.owner.thisValue : evaluate(context, target.expression, scope)
    const key = ts.isPropertyAccessExpression(target)
      ? memberKey(target.name)
      : toPropertyKey(context, evaluate(context, target.argumentExpression, scope), target)
    return {
      read: () => {
        const { given } = context.frame
        if (given?.has(target)) return given.get(target)
        return key instanceof Unknown ? key : readMember(context, object, key, target)
      },
      write: value => {
        if (key instanceof Unknown) forget(context, object, key)
        else setProperty(context, object, key, value, target)
      },
    }
  }
  const unknown = new Unknown('this cannot be assigned to', target)
  return { read: () => unknown, write: () => {} }
}

function assignVariable(context: Evaluation, { text }: ts.Identifier, value: Value, scope: Scope): void {
  const slot = scope.find(text)
  if (!slot) {
    let root = scope
    while (root.parent) root = root.parent
    const made = root.declare(text, undefined)
    context.willWrite(made)
    made.value = value
    return
  }
  const node = context.frame.file
  if (!slot.initialised) context.throwError('ReferenceError', `Cannot access '${text}' before initialization`, node)
  if (slot.constant || slot.alias) context.throwError('TypeError', 'Assignment to constant variable.', node)
  context.willWrite(slot)
  slot.value = value
}

export function memberKey(name: ts.MemberName): PropertyKey {
  return ts.isPrivateIdentifier(name) ? privateKey(name) : name.text
}

/** The expression within parentheses and type assertions. */
export function skipParentheses(node: ts.Expression): ts.Expression {
  let inner = node
  while (
    ts.isParenthesizedExpression(inner) ||
    ts.isAsExpression(inner) ||
    ts.isNonNullExpression(inner) ||
    ts.isSatisfiesExpression(inner) ||
    ts.isTypeAssertionExpression(inner)
  ) {
    inner = inner.expression
  }
  return inner
}
