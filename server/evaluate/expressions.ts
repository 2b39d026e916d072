import ts from 'typescript'
import { evaluateAssignment, evaluateUpdate } from './assignment'
import { makeRegExp } from './builtins/regularExpression'
import { evaluateLink, SHORT } from './calls'
import { makeClass } from './classes'
import { holds, toPropertyKey, toText, truth, typeName } from './convert'
import type { Evaluation } from './evaluation'
import { makeFunction } from './functions'
import { evaluateGlobal } from './globals'
import { runBranches } from './join'
import { evaluateArray, evaluateObject, evaluateTaggedTemplate } from './literals'
import type { Following } from './memory/following'
import { binaryOperation, boundText, not } from './operators'
import { awaitNow } from './promises'
import { deleteProperty, getProperty } from './properties'
import { ModuleScope, type Scope, type Slot } from './scope'
import { asNumber, symbolicArithmetic } from './symbolic'
import { ObjectValue, type PropertyKey, Symbolic, Unknown, type Value } from './values'

const K = ts.SyntaxKind

/**
 * The value of an expression.
 *
 * @param name the variable or property it is given to: the name of a function without one
 */
export function evaluate(context: Evaluation, node: ts.Expression, scope: Scope, name?: string): Value {
  context.step(node)
  const { given } = context.frame
  if (given?.has(node)) return given.get(node)
  switch (node.kind) {
    case K.Identifier:
      return evaluateIdentifier(context, node as ts.Identifier, scope)
    case K.NumericLiteral:
      return Number((node as ts.NumericLiteral).text)
    case K.StringLiteral:
    case K.NoSubstitutionTemplateLiteral:
      return (node as ts.StringLiteral).text
    case K.TrueKeyword:
      return true
    case K.FalseKeyword:
      return false
    case K.NullKeyword:
      return null
  }
  const { nesting } = context
  if (nesting > context.limits.nesting) {
    context.problem('bounds', 'expressions nested this deep are not followed', node)
    return new Unknown('nested too deep to follow', node)
  }
  context.nesting = nesting + 1
  const value = evaluateCompound(context, node, scope, name)
  context.nesting = nesting
  return value
}

function evaluateCompound(context: Evaluation, node: ts.Expression, scope: Scope, name: string | undefined): Value {
  switch (node.kind) {
    case K.PropertyAccessExpression:
    case K.ElementAccessExpression:
    case K.CallExpression: {
      const value = evaluateLink(context, node, scope)
      return value === SHORT ? undefined : value
    }
    case K.NewExpression:
      return evaluateLink(context, node, scope) as Value
    case K.ParenthesizedExpression:
    case K.AsExpression:
    case K.SatisfiesExpression:
    case K.NonNullExpression:
    case K.TypeAssertionExpression:
    case K.ExpressionWithTypeArguments:
      return evaluate(context, (node as ts.ParenthesizedExpression).expression, scope, name)
    case K.BinaryExpression:
      return evaluateBinary(context, node as ts.BinaryExpression, scope)
    case K.PrefixUnaryExpression:
      return evaluatePrefix(context, node as ts.PrefixUnaryExpression, scope)
    case K.PostfixUnaryExpression:
      return evaluateUpdate(context, node as ts.PostfixUnaryExpression, scope)
    case K.ConditionalExpression:
      return evaluateConditional(context, node as ts.ConditionalExpression, scope, name)
    case K.ArrayLiteralExpression:
      return evaluateArray(context, node as ts.ArrayLiteralExpression, scope)
    case K.ObjectLiteralExpression:
      return evaluateObject(context, node as ts.ObjectLiteralExpression, scope)
    case K.ArrowFunction:
    case K.FunctionExpression:
      return makeFunction(context, node as ts.ArrowFunction, scope, name)
    case K.ClassExpression:
      return makeClass(context, node as ts.ClassExpression, scope, name)
    case K.TemplateExpression:
      return evaluateTemplate(context, node as ts.TemplateExpression, scope)
    case K.TaggedTemplateExpression:
      return evaluateTaggedTemplate(context, node as ts.TaggedTemplateExpression, scope)
    case K.TypeOfExpression:
      return evaluateTypeof(context, (node as ts.TypeOfExpression).expression, scope)
    case K.VoidExpression:
      evaluate(context, (node as ts.VoidExpression).expression, scope)
      return undefined
    case K.DeleteExpression:
      return evaluateDelete(context, (node as ts.DeleteExpression).expression, scope)
    case K.ThisKeyword:
      return evaluateThis(context, node)
    case K.AwaitExpression:
      return awaitNow(context, evaluate(context, (node as ts.AwaitExpression).expression, scope), node)
    case K.YieldExpression: {
      const { expression } = node as ts.YieldExpression
      if (expression) evaluate(context, expression, scope)
      const unknown = new Unknown('what the generator gives depends on something unknown', node)
      context.frame.open ??= unknown
      return unknown
    }
    case K.BigIntLiteral:
      return BigInt((node as ts.BigIntLiteral).text.slice(0, -1).replaceAll('_', ''))
    case K.MetaProperty:
      if ((node as ts.MetaProperty).keywordToken === K.NewKeyword) return context.frame.owner.newTarget
      return new Unknown('`import.meta` depends on where the program runs', node)
    case K.RegularExpressionLiteral:
      return evaluateRegExp(context, node as ts.RegularExpressionLiteral)
    case K.JsxElement:
    case K.JsxSelfClosingElement:
    case K.JsxFragment:
      return evaluateJsx(context, node as ts.JsxElement, scope)
  }
  return new Unknown('this expression is not followed', node)
}

function evaluateRegExp(context: Evaluation, node: ts.RegularExpressionLiteral): Value {
  const end = node.text.lastIndexOf('/')
  return end < 1
    ? new Unknown('the code is not complete here', node)
    : makeRegExp(context, node.text.slice(1, end), node.text.slice(end + 1), node)
}

/** What an element becomes is for a library to say; the expressions within it are evaluated. */
function evaluateJsx(context: Evaluation, node: ts.Node, scope: Scope): Unknown {
  const visit = (child: ts.Node): void => {
    if (ts.isJsxExpression(child) || ts.isJsxSpreadAttribute(child)) {
      if (child.expression) evaluate(context, child.expression, scope)
    } else ts.forEachChild(child, visit)
  }
  ts.forEachChild(node, visit)
  return new Unknown('what JSX makes is not followed', node)
}

function evaluateIdentifier(context: Evaluation, node: ts.Identifier, scope: Scope): Value {
  const { text } = node
  const slot = scope.find(text)
  if (context.following) noteRead(context, context.following, text, slot, scope)
  if (!slot) return text === 'arguments' ? evaluateArguments(context, node) : evaluateGlobal(context, node)
  if (slot.alias) return slot.alias()
  if (!slot.initialised) context.throwError('ReferenceError', `Cannot access '${text}' before initialization`, node)
  const { value } = slot
  if (value === undefined && context.laterThan !== undefined && !slot.constant && slot.birth < context.laterThan) {
    return new Unknown(`\`${text}\` may have been assigned by then`, node)
  }
  return value instanceof Unknown && value.refined !== undefined ? value.refined : value
}

/** Tells a call that is followed which variable outside of it is read. */
function noteRead(context: Evaluation, following: Following, name: string, slot: Slot | undefined, scope: Scope): void {
  let home = scope
  while (home.parent && !home.slots.has(name)) home = home.parent
  if (!(home instanceof ModuleScope)) {
    if (slot) following.touch(slot)
  } else if (!slot) {
    following.readAbsent(home.file, name)
    for (const dialect of context.dialects) if (dialect.global?.(name, context) !== undefined) following.open()
  } else if (!slot.initialised) following.open()
  else following.read(home.file, name, slot.alias ? slot.alias() : slot.value)
}

function evaluateArguments(context: Evaluation, node: ts.Node): Value {
  const { owner } = context.frame
  return owner.called ? context.listValue([...owner.args]) : new Unknown('`arguments` is not defined here', node)
}

function evaluateThis(context: Evaluation, node: ts.Node): Value {
  const { owner } = context.frame
  context.following?.touchValue(owner.thisValue)
  if (owner.thisReady) return owner.thisValue
  return context.throwError(
    'ReferenceError',
    "Must call super constructor in derived class before accessing 'this'",
    node,
  )
}

function evaluateBinary(context: Evaluation, node: ts.BinaryExpression, scope: Scope): Value {
  const operator = node.operatorToken.kind
  if (operator >= K.FirstAssignment && operator <= K.LastAssignment) return evaluateAssignment(context, node, scope)
  if (operator === K.AmpersandAmpersandToken || operator === K.BarBarToken || operator === K.QuestionQuestionToken) {
    const left = evaluate(context, node.left, scope)
    return evaluateLogical(context, operator, left, () => evaluate(context, node.right, scope))
  }
  if (operator === K.InKeyword && ts.isPrivateIdentifier(node.left)) {
    const holder = evaluate(context, node.right, scope)
    return holder instanceof ObjectValue ? holder.properties.has(privateKey(node.left)) : holder
  }
  const left = evaluate(context, node.left, scope)
  const right = evaluate(context, node.right, scope)
  return operator === K.CommaToken ? right : binaryOperation(context, operator, left, right, node)
}

/** `&&`, `||`, `??`: the right side where the left one does not decide. */
export function evaluateLogical(context: Evaluation, operator: ts.SyntaxKind, left: Value, right: () => Value): Value {
  let decided: boolean | undefined
  if (operator === K.QuestionQuestionToken) {
    decided = left instanceof Unknown ? undefined : left !== undefined && left !== null
  } else {
    const truthful = truth(left)
    decided = truthful === undefined ? undefined : truthful === (operator === K.BarBarToken)
  }
  if (decided === true) return left
  if (decided === false) return right()
  if (left instanceof Symbolic && operator === K.QuestionQuestionToken) return left
  const reason = unknownCondition(left)
  // Nobody supplies it, so its default stands.
  if (left instanceof Unknown && left.parameter !== undefined && operator !== K.AmpersandAmpersandToken) return right()
  return runBranches(context, reason, [() => left, right])
}

/** Why it is not known which way a condition goes. */
export function unknownCondition(condition: Value): Unknown {
  if (condition instanceof Unknown) return new Unknown(condition.reason, condition.node)
  return new Unknown(`depends on \`${String(condition)}\``)
}

function evaluateConditional(
  context: Evaluation,
  node: ts.ConditionalExpression,
  scope: Scope,
  name: string | undefined,
): Value {
  const condition = evaluate(context, node.condition, scope)
  const truthful = holds(context, condition)
  if (truthful !== undefined) return evaluate(context, truthful ? node.whenTrue : node.whenFalse, scope, name)
  return runBranches(context, unknownCondition(condition), [
    () => evaluate(context, node.whenTrue, scope, name),
    () => evaluate(context, node.whenFalse, scope, name),
  ])
}

function evaluatePrefix(context: Evaluation, node: ts.PrefixUnaryExpression, scope: Scope): Value {
  if (node.operator === K.PlusPlusToken || node.operator === K.MinusMinusToken)
    return evaluateUpdate(context, node, scope)
  const operand = evaluate(context, node.operand, scope)
  if (node.operator === K.ExclamationToken) {
    const truthful = holds(context, operand)
    return truthful === undefined ? unknownCondition(operand) : not(truthful)
  }
  const value = asNumber(operand)
  if (value instanceof Symbolic) {
    if (node.operator === K.PlusToken) return value
    if (node.operator === K.MinusToken) return symbolicArithmetic('-', 0, value)
    // `~x` is −x − 1.
    return symbolicArithmetic('-', -1, value)
  }
  if (typeof value === 'bigint' && node.operator !== K.PlusToken)
    return node.operator === K.MinusToken ? -value : ~value
  const zero = node.operator === K.PlusToken ? K.MinusToken : K.MinusToken
  const number = binaryOperation(context, zero, value, 0, node)
  if (typeof number !== 'number') return number
  if (node.operator === K.MinusToken) return -number
  return node.operator === K.TildeToken ? ~number : number
}

function evaluateTemplate(context: Evaluation, node: ts.TemplateExpression, scope: Scope): Value {
  let text = node.head.text
  let unknown: Unknown | undefined
  for (const span of node.templateSpans) {
    const part = toText(context, evaluate(context, span.expression, scope), span.expression)
    if (part instanceof Unknown) unknown ??= part
    else text += part
    text += span.literal.text
  }
  return unknown ? new Unknown(unknown.reason, unknown.node) : boundText(context, text, node)
}

function evaluateTypeof(context: Evaluation, node: ts.Expression, scope: Scope): Value {
  const value = evaluate(context, node, scope)
  return value instanceof Unknown ? new Unknown(value.reason, value.node) : typeName(value)
}

function evaluateDelete(context: Evaluation, node: ts.Expression, scope: Scope): Value {
  if (!ts.isPropertyAccessExpression(node) && !ts.isElementAccessExpression(node)) return true
  const target = evaluate(context, node.expression, scope)
  const key = ts.isPropertyAccessExpression(node)
    ? node.name.text
    : toPropertyKey(context, evaluate(context, node.argumentExpression, scope), node)
  return key instanceof Unknown ? key : deleteProperty(context, target, key)
}

/** The key that a property name, computed or not, stands for. */
export function evaluatePropertyName(context: Evaluation, name: ts.PropertyName, scope: Scope): PropertyKey | Unknown {
  if (ts.isIdentifier(name) || ts.isStringLiteralLike(name)) return name.text
  if (ts.isNumericLiteral(name)) return String(Number(name.text))
  if (ts.isPrivateIdentifier(name)) return privateKey(name)
  if (ts.isBigIntLiteral(name)) return name.text.slice(0, -1)
  return toPropertyKey(context, evaluate(context, name.expression, scope), name)
}

/** Private names are kept where no text of the user's can reach them. */
export function privateKey(name: ts.PrivateIdentifier): string {
  return `\u0000${name.text}`
}

/** `target.name`, with what an unknown turned out to be. */
export function readMember(
  context: Evaluation,
  target: Value,
  key: PropertyKey,
  node: ts.Node,
  receiver?: Value,
): Value {
  const value = getProperty(context, target, key, node, receiver ?? target)
  return value instanceof Unknown && value.refined !== undefined ? value.refined : value
}
