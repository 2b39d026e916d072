import ts from 'typescript'
import type { Analysis, LayerSite } from '../analysis'
import type { Span } from '../span'

/** Where in the arguments of a layer's call an offset is. */
export interface CallPlace {
  readonly site: LayerSite
  /** The option whose value stands or belongs there; undefined where the name of an option does. */
  readonly option?: string
  /** Which argument, from 0. */
  readonly argument: number
  /** The options object, where the offset is in one. */
  readonly object?: ts.ObjectLiteralExpression
  /** What is written there, to be replaced; the inside of a text without its quotes. */
  readonly written: Span
  readonly quoted: boolean
}

/** Undefined outside of the brackets of layer calls, and inside a call or function that is an argument. */
export function callPlace({ sites, sourceFile }: Analysis, offset: number): CallPlace | undefined {
  const around = sites.filter(
    ({ call, nameSpan }) => nameSpan.end < offset && offset <= call.getEnd() && isOpen(call, offset),
  )
  const site = around.sort((a, b) => b.nameSpan.start - a.nameSpan.start)[0]
  if (!site) return undefined
  const given = site.call.arguments ?? ts.factory.createNodeArray<ts.Expression>()
  const argument = given.filter(node => node.getEnd() < offset && isBehindComma(node, sourceFile, offset)).length
  const node = given.find(each => each.getStart(sourceFile) <= offset && offset <= each.getEnd())
  if (node && ts.isObjectLiteralExpression(node) && node.getStart(sourceFile) < offset && offset < node.getEnd()) {
    return { site, argument, object: node, ...placeInObject(node, sourceFile, offset) }
  }
  const option = site.dialect === 'builder' && site.kind.inputs === 'one' ? site.kind.positional[argument] : undefined
  return { site, argument, ...(option === undefined ? {} : { option }), ...writtenAt(node, sourceFile, offset) }
}

function isOpen(call: LayerSite['call'], offset: number): boolean {
  const text = call.getText()
  return offset < call.getEnd() || !text.endsWith(')')
}

function isBehindComma(node: ts.Node, { text }: ts.SourceFile, offset: number): boolean {
  return text.slice(node.getEnd(), offset).includes(',')
}

function placeInObject(object: ts.ObjectLiteralExpression, file: ts.SourceFile, offset: number) {
  const property = object.properties.find(each => each.getStart(file) <= offset && offset <= valueEnd(each, file))
  if (property && ts.isPropertyAssignment(property) && offset > property.name.getEnd()) {
    return { option: property.name.getText(file), ...writtenAt(property.initializer, file, offset) }
  }
  const name = property?.name
  const written = name ? { start: name.getStart(file), end: name.getEnd() } : { start: offset, end: offset }
  return { written, quoted: false }
}

/** A value that is still missing ends where the next thing starts. */
function valueEnd(property: ts.ObjectLiteralElementLike, { text }: ts.SourceFile): number {
  return property.getEnd() + /^\s*/.exec(text.slice(property.getEnd()))![0].length
}

function writtenAt(node: ts.Node | undefined, file: ts.SourceFile, offset: number) {
  if (!node || offset < node.getStart(file) || node.getEnd() < offset) {
    return { written: { start: offset, end: offset }, quoted: false }
  }
  const isText = ts.isStringLiteralLike(node) && node.getStart(file) < offset && offset < node.getEnd()
  const [start, end] = [node.getStart(file), node.getEnd()]
  return isText
    ? { written: { start: start + 1, end: end - 1 }, quoted: true }
    : { written: { start, end }, quoted: false }
}
