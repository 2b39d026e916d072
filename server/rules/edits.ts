import ts from 'typescript'
import { isOptionsObject } from '../../builder/tensor'
import type { Fix, LayerSite } from '../analysis'
import type { Span } from '../span'
import { insertTfjs, removeTfjs, replaceTfjs } from './tfjsEdits'

export type Edit = Fix['edits'][number]

/** Gives an option of a call another value; undefined where it is written in a way that cannot be edited safely. */
export function setOption(site: LayerSite, name: string, value: string): Edit | undefined {
  if (site.activationOf || isTag(site)) return undefined
  const written = site.optionNodes.get(name)
  if (written) return isLiteral(written) ? { span: spanOf(written), text: value } : undefined
  const { kind, call } = site
  const given = call.arguments ?? ts.factory.createNodeArray()
  if (kind.inputs === 'several' || given.some(ts.isSpreadElement)) return undefined
  const property = `${name}: ${value}`
  const last = given.at(-1)
  if (last === undefined || site.optionNodes.get(kind.positional[given.length - 1]) === last) {
    const at = last?.getEnd() ?? call.getEnd() - 1
    return { span: { start: at, end: at }, text: `${last ? ', ' : ''}{ ${property} }` }
  }
  if (ts.isObjectLiteralExpression(last)) return addProperty(last, property)
  return { span: spanOf(last), text: `{ ...${last.getText()}, ${property} }` }
}

/** The property of the call's options object with the given name. */
export function optionProperty({ call, kind }: LayerSite, name: string): ts.ObjectLiteralElementLike | undefined {
  const last = call.arguments?.at(-1)
  if (!last || !ts.isObjectLiteralExpression(last)) return undefined
  const isPositional = call.arguments!.length <= kind.positional.length && !isOptionsObject(kind, namesIn(last))
  return isPositional ? undefined : last.properties.find(property => property.name?.getText() === name)
}

/** A layer's call as a method on a tensor: `receiver.conv2d(64, 3)`; undefined for one made first and applied later. */
export function methodCall(site: LayerSite): { receiver: ts.Expression; gap: string } | undefined {
  const { call, dialect, activationOf } = site
  if (isTag(site)) return undefined
  const callee = call.expression
  if (dialect === 'tfjs' || activationOf || !ts.isPropertyAccessExpression(callee)) return undefined
  const receiver = callee.expression
  if (/(^|\.)layers$/.test(receiver.getText())) return undefined
  const text = call.getSourceFile().text.slice(receiver.getEnd(), callee.name.getStart())
  // A chain over several lines goes on in the same way.
  return { receiver, gap: /^\s*/.exec(text)![0] }
}

/**
 * Takes a layer's call out of its chain, and a layer of TensorFlow.js out of its model; the whole statement where it does
 * nothing else: `x = x.dropout(0.5)`.
 */
export function removeCall(site: LayerSite): Edit | undefined {
  if (site.activationOf) return undefined
  if (site.dialect === 'tfjs') return removeTfjs(site)
  const method = methodCall(site)
  if (!method) return undefined
  const { receiver } = method
  const assignment = site.call.parent
  if (
    ts.isBinaryExpression(assignment) &&
    assignment.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    ts.isExpressionStatement(assignment.parent) &&
    (ts.isBlock(assignment.parent.parent) || ts.isSourceFile(assignment.parent.parent)) &&
    assignment.left.getText() === receiver.getText()
  ) {
    const { text } = site.call.getSourceFile()
    const statement = spanOf(assignment.parent)
    const indent = /\n?[ \t]*$/.exec(text.slice(0, statement.start))![0]
    return { span: { start: statement.start - indent.length, end: statement.end }, text: '' }
  }
  return { span: { start: receiver.getEnd(), end: site.call.getEnd() }, text: '' }
}

/**
 * Puts layers into the chain in front of the site's, written as the builder has them: `.dropout(0.5)`. In a program of
 * TensorFlow.js they are put in in its words; undefined where it has no such layer.
 */
export function insertBefore(site: LayerSite, method: string): Edit | undefined {
  if (site.activationOf) return undefined
  if (site.dialect === 'tfjs') return insertTfjs(site, method, 'before')
  const own = methodCall(site)
  if (!own) return undefined
  const at = own.receiver.getEnd()
  return { span: { start: at, end: at }, text: own.gap + method }
}

/** Puts layers into the chain behind the site's, as {@link insertBefore} does in front of it. */
export function insertAfter(site: LayerSite, method: string): Edit | undefined {
  if (site.activationOf) return undefined
  if (site.dialect === 'tfjs') return insertTfjs(site, method, 'after')
  const own = methodCall(site)
  if (!own) return undefined
  const at = site.call.getEnd()
  return { span: { start: at, end: at }, text: own.gap + method }
}

/** Puts a layer, written as the builder has it, in the place of the site's: `.globalAveragePool2d()`. */
export function replaceCall(site: LayerSite, method: string): Edit | undefined {
  if (site.activationOf) return undefined
  if (site.dialect === 'tfjs') return replaceTfjs(site, method)
  return methodCall(site) && { span: site.callSpan, text: method.slice(1) }
}

export function spanOf(node: ts.Node): Span {
  return { start: node.getStart(), end: node.getEnd() }
}

/** Whether an expression is written out: its value is the same wherever it stands. */
export function isLiteral(node: ts.Expression): boolean {
  return literalValue(node) !== undefined
}

/** The value of a number, string, boolean, or an array or object of them; undefined for anything else. */
export function literalValue(node: ts.Expression): unknown {
  if (ts.isNumericLiteral(node)) return Number(node.text)
  if (ts.isStringLiteralLike(node)) return node.text
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return literalValue(node.expression)
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken) {
    const value = literalValue(node.operand)
    return typeof value === 'number' ? -value : undefined
  }
  if (ts.isArrayLiteralExpression(node)) {
    const values = node.elements.map(literalValue)
    return values.includes(undefined) ? undefined : values
  }
  if (!ts.isObjectLiteralExpression(node)) return undefined
  const entries = node.properties.map(property => {
    const value = ts.isPropertyAssignment(property) ? literalValue(property.initializer) : undefined
    return [property.name?.getText(), value] as const
  })
  return entries.some(([, value]) => value === undefined) ? undefined : Object.fromEntries(entries)
}

function addProperty(object: ts.ObjectLiteralExpression, property: string): Edit {
  const last = object.properties.at(-1)
  if (!last) return { span: spanOf(object), text: `{ ${property} }` }
  const { text } = object.getSourceFile()
  const before = object.properties.length > 1 ? object.properties.at(-2)!.getEnd() : object.getStart()
  const gap = /\n\s*$/.exec(text.slice(before, last.getStart()))
  const at = last.getEnd()
  return { span: { start: at, end: at }, text: `,${gap ? gap[0] : ' '}${property}` }
}

function namesIn(object: ts.ObjectLiteralExpression): Record<string, true> {
  return Object.fromEntries(object.properties.flatMap(({ name }) => (name ? [[name.getText(), true]] : [])))
}

/** A template after a layer's method calls it too, and has neither arguments to edit nor the form of a call. */
function isTag({ call }: LayerSite): boolean {
  return ts.isTaggedTemplateExpression(call as ts.Node)
}
