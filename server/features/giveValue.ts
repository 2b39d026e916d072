import ts from 'typescript'
import { type Dimension, formatDimension } from '../../builder/dimension'
import type { Analysis, Fix, LayerInstance } from '../analysis'
import type { Span } from '../span'

/**
 * Where a function that nobody calls has a parameter which numbers depend on: a tag in its documentation that gives the
 * parameter a value for the analysis. The value is for the user to change.
 */
export function giveValue({ sourceFile, sites }: Analysis, span: Span): Fix[] {
  const around = functionAt(sourceFile, span)
  if (!around) return []
  const { body, parameters } = around
  const within = sites.filter(({ call }) => body!.pos <= call.pos && call.end <= body!.end)
  const texts = within.flatMap(({ instances }) => instances.flatMap(numbersOf))
  return parameters.flatMap(({ name, initializer, dotDotDotToken }) => {
    if (!ts.isIdentifier(name) || initializer || dotDotDotToken) return []
    if (!texts.some(text => words(text).includes(name.text))) return []
    const edit = documenting(sourceFile, around, `@param {number} ${name.text}=10`)
    return edit ? [{ title: `Give \`${name.text}\` a value for the analysis`, edits: [edit] }] : []
  })
}

/** The innermost function whose head, everything before its body, is touched. */
function functionAt(file: ts.SourceFile, { start, end }: Span): ts.FunctionLikeDeclaration | undefined {
  let found: ts.FunctionLikeDeclaration | undefined
  const visit = (node: ts.Node): void => {
    if (node.pos > end || node.end < start) return
    const isFunction =
      ts.isFunctionDeclaration(node) ||
      ts.isFunctionExpression(node) ||
      ts.isArrowFunction(node) ||
      ts.isMethodDeclaration(node)
    if (isFunction && node.body) {
      const owner = documentedNode(node)
      if (owner && owner.getStart(file) <= end && start <= node.body.getStart(file)) found = node
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

/** What carries the function's documentation: itself, or the statement that gives it a name. */
function documentedNode(node: ts.FunctionLikeDeclaration): ts.Node | undefined {
  if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) return node
  const declaration = node.parent
  const isNamed = ts.isVariableDeclaration(declaration) && ts.isVariableStatement(declaration.parent.parent)
  return isNamed ? declaration.parent.parent : undefined
}

function numbersOf({ layer, costs }: LayerInstance): string[] {
  const { trainable, nonTrainable } = costs.parameters
  const shapes: Dimension[] = layer.outputShapes.flat()
  return [...shapes, trainable, nonTrainable, costs.macs].map(formatDimension)
}

function words(text: string): string[] {
  return text.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? []
}

function documenting(
  file: ts.SourceFile,
  node: ts.FunctionLikeDeclaration,
  tag: string,
): Fix['edits'][number] | undefined {
  const owner = documentedNode(node)
  if (!owner) return undefined
  const start = owner.getStart(file)
  const indent = /[^\n]*$/.exec(file.text.slice(0, start))![0].replace(/\S.*/, '')
  const comment = ts.getJSDocCommentsAndTags(owner).find(ts.isJSDoc)
  if (!comment) return { span: { start, end: start }, text: `/** ${tag} */\n${indent}` }
  const before = file.text.slice(comment.getStart(), comment.end - 2).trimEnd()
  const at = comment.getStart() + before.length
  return { span: { start: at, end: comment.end - 2 }, text: `\n${indent} * ${tag}\n${indent} ` }
}
