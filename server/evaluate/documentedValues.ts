import ts from 'typescript'
import type { Evaluation } from './evaluation'
import { evaluate } from './expressions'
import { Scope } from './scope'
import type { Value } from './values'

/**
 * The values that a function's documentation gives its parameters, by the parameter's place: the arguments of the call
 * in `@example createModel(10)`, and `@param {number} classes=10`. Nothing but literals counts.
 */
export function documentedValues(context: Evaluation, node: ts.SignatureDeclaration): ReadonlyMap<number, Value> {
  const values = new Map<number, Value>()
  const give = (index: number, literal: ts.Expression | undefined) => {
    if (literal && isLiteral(literal)) values.set(index, evaluate(context, literal, new Scope(undefined)))
  }
  for (const tag of ts.getJSDocTags(node)) {
    if (tag.tagName.text !== 'example') continue
    const call = exampleCall(ts.getTextOfJSDocComment(tag.comment) ?? '', nameOf(node))
    if (!call) continue
    for (const [index, argument] of (call.arguments ?? []).entries()) if (!values.has(index)) give(index, argument)
  }
  for (const [index, { name }] of node.parameters.entries()) {
    if (ts.isIdentifier(name)) give(index, valueInTag(node, name.text))
  }
  return values
}

/** What `@param {number} name=10` or `@param {number} [name=10]` says the value is. */
function valueInTag(node: ts.SignatureDeclaration, name: string): ts.Expression | undefined {
  for (const tag of ts.getJSDocTags(node)) {
    if (!ts.isJSDocParameterTag(tag) || tag.name.getText() !== name) continue
    const text = tag.getText()
    const at = text.indexOf(name, tag.name.getStart() - tag.getStart())
    const given = /^\s*=\s*([^\n]*)/.exec(text.slice(at + name.length))?.[1]
    if (given !== undefined) return expressionIn(given)
  }
  return undefined
}

/** The first call of the function in an example, or the first call where the function has no name. */
function exampleCall(text: string, name: string | undefined): ts.CallExpression | ts.NewExpression | undefined {
  const bare = text.replace(/^\s*```\w*/, '').replace(/^\s*<caption>.*<\/caption>/, '')
  const visit = (node: ts.Node): ts.CallExpression | ts.NewExpression | undefined => {
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const callee = ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression
      if (name === undefined || callee.getText() === name) return node
    }
    return ts.forEachChild(node, visit)
  }
  return visit(ts.createSourceFile('documentation.ts', bare, ts.ScriptTarget.Latest, true))
}

function nameOf(node: ts.SignatureDeclaration): string | undefined {
  if (ts.isConstructorDeclaration(node)) return node.parent.name?.text
  const named = node.name ?? (ts.isVariableDeclaration(node.parent) ? node.parent.name : undefined)
  return named?.getText()
}

/** The first expression in a text; what stands behind it is of no account. */
function expressionIn(text: string): ts.Expression | undefined {
  const { statements } = ts.createSourceFile('documentation.ts', `0, ${text}`, ts.ScriptTarget.Latest, true)
  const [statement] = statements
  const list = statement && ts.isExpressionStatement(statement) ? statement.expression : undefined
  return list && ts.isBinaryExpression(list) ? lastOf(list.right) : undefined
}

function lastOf(node: ts.Expression): ts.Expression {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken
    ? lastOf(node.right)
    : node
}

function isLiteral(node: ts.Expression): boolean {
  if (ts.isArrayLiteralExpression(node)) return node.elements.every(isLiteral)
  if (ts.isObjectLiteralExpression(node)) {
    return node.properties.every(property => ts.isPropertyAssignment(property) && isLiteral(property.initializer))
  }
  if (ts.isPrefixUnaryExpression(node)) return ts.isNumericLiteral(node.operand)
  const words = [ts.SyntaxKind.TrueKeyword, ts.SyntaxKind.FalseKeyword, ts.SyntaxKind.NullKeyword]
  return ts.isNumericLiteral(node) || ts.isStringLiteralLike(node) || words.includes(node.kind)
}
