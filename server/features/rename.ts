import ts from 'typescript'
import type { Analysis, Fix } from '../analysis'
import type { Span } from '../span'

/** A layer's name in the text: the inside of `'stem'` in `{ name: 'stem' }` and in `getLayer('stem')`. */
export function renameSpan(analysis: Analysis, offset: number): Span | undefined {
  const literal = literalsOf(analysis).find(node => node.getStart() < offset && offset < node.getEnd())
  return literal && insideOf(literal)
}

/**
 * Gives a layer another name wherever the file writes it out. A text says why it cannot be: the name is taken, or is none;
 * or no layer's name stands there.
 */
export function rename(analysis: Analysis, offset: number, name: string): Fix['edits'] | string {
  const span = renameSpan(analysis, offset)
  if (!span) return 'no name of a layer that is written out stands here'
  const before = analysis.sourceFile.text.slice(span.start, span.end)
  if (!/^[\w./-]+$/.test(name)) return `'${name}' is no name of a layer: letters, digits, _ . / and - are`
  const taken = analysis.models.find(
    ({ graph }) => graph.layers.some(layer => layer.name === name) && graph.layers.some(layer => layer.name === before),
  )
  if (taken && name !== before) return `${taken.name} has a layer named ${name} already`
  return literalsOf(analysis)
    .filter(node => node.text === before)
    .map(node => ({ span: insideOf(node), text: name }))
}

/** The texts that name layers: values of the option `name`, and what models are asked for by name. */
function literalsOf({ sites, sourceFile }: Analysis): ts.StringLiteralLike[] {
  const found = sites.flatMap(({ optionNodes }) => {
    const node = optionNodes.get('name')
    return node && ts.isStringLiteralLike(node) && node.getSourceFile() === sourceFile ? [node] : []
  })
  const names = new Set(found.map(({ text }) => text))
  const visit = (node: ts.Node): void => {
    if (
      ts.isCallExpression(node) &&
      ts.isPropertyAccessExpression(node.expression) &&
      node.expression.name.text === 'getLayer'
    ) {
      const [asked] = node.arguments
      if (asked && ts.isStringLiteralLike(asked) && names.has(asked.text)) found.push(asked)
    }
    ts.forEachChild(node, visit)
  }
  if (names.size > 0) visit(sourceFile)
  return found.sort((a, b) => a.pos - b.pos)
}

function insideOf(node: ts.StringLiteralLike): Span {
  return { start: node.getStart() + 1, end: node.getEnd() - 1 }
}
