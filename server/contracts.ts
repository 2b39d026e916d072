import ts from 'typescript'
import { formatDimension, unknownReason } from '../builder/dimension'
import { formatShape, type Shape } from '../builder/shape'
import type { AnalysedModel, Analysis, LayerSite } from './analysis'
import { resultsOfCalls } from './callResults'
import { isComment } from './configuration/ignores'
import type { Span } from './span'

/** A comment that says what shape a call makes: `// ^? 56×56×64` under it, or `// => 56×56×64` behind it. */
export interface Contract {
  /** From the slashes to the last character. */
  readonly span: Span
  /** What it says, as written. */
  readonly text: string
  readonly textSpan: Span
  /** What the call it is about makes; undefined where it is about none. */
  readonly made?: Made
}

/** The shapes that a call makes. */
export interface Made {
  /** From the name of what is called to the closing parenthesis. */
  readonly span: Span
  /** One entry for each layer the call makes, each with the shapes of its outputs. */
  readonly shapes: readonly (readonly Shape[])[]
  /** False in a function nobody calls, where a symbol may be any number. */
  readonly called: boolean
}

const CONTRACT = /\/\/[ \t]*(\^\?|=>)[ \t]*(\S[^\r\n]*?)[ \t]*(?=\r?\n|$)/g
const SIZE = '(?:\\?|\\d+|[^\\s×,|?\\d][^\\s×,|]*(?: [+−-] [^\\s×,|]+)*)'
const SHAPE = new RegExp(`^(?:\\d+|${SIZE}(?:(?:×|(?<=\\d)x(?=\\d))${SIZE})+)$`)

/** The shape contracts of a file, in the order of the text. Comments that only look like one are left out. */
export function contractsIn(analysis: Analysis): Contract[] {
  const { sourceFile } = analysis
  // Most files have no contract.
  let found: Made[] | undefined
  const candidates = () => (found ??= everythingMade(analysis))
  return [...sourceFile.text.matchAll(CONTRACT)].flatMap(match => {
    const { index, 1: form, 2: text } = match
    if (!text.split(/[,|]/).every(part => SHAPE.test(part.trim())) || !isComment(sourceFile, index)) return []
    const span = { start: index, end: index + match[0].trimEnd().length }
    const textSpan = { start: span.end - text.length, end: span.end }
    const made =
      form === '=>'
        ? madeBefore(candidates(), sourceFile, index)
        : madeAbove(candidates(), analysis, index + match[0].indexOf('^'))
    return [{ span, text, textSpan, ...(made ? { made } : {}) }]
  })
}

/** What a contract of a call would say; undefined where a size cannot be known. */
export function contractText({ shapes }: Made): string | undefined {
  const texts = [...new Set(shapes.map(outputs => outputs.map(formatShape).join(', ')))]
  return texts.length === 0 || texts.some(text => text.includes('?')) ? undefined : texts.join(' | ')
}

/** Whether a contract may hold: what cannot be known breaks none. */
export function holds(text: string, { shapes, called }: Made): boolean {
  const said = text.split('|').map(part => part.split(',').map(shape => sizesOf(shape)))
  return shapes.every(outputs => said.some(wanted => wanted.length === outputs.length && outputs.every(fits(wanted))))

  function fits(wanted: readonly string[][]) {
    return (shape: Shape, output: number) =>
      shape.length === wanted[output].length &&
      shape.every((size, axis) => {
        const word = wanted[output][axis]
        if (word === '?' || unknownReason(size) !== undefined) return true
        const isOpen = !called && typeof size !== 'number' && /^\d+$/.test(word)
        return isOpen || withoutSpaces(formatDimension(size)) === word
      })
  }
}

function sizesOf(shape: string): string[] {
  return shape.split(/×|(?<=\d)x(?=\d)/).map(withoutSpaces)
}

function withoutSpaces(text: string): string {
  return text.replaceAll('-', '−').replace(/\s/g, '')
}

/** Calls that make something, inner ones first. */
export function everythingMade(analysis: Analysis): Made[] {
  const made = [
    ...analysis.sites.filter(({ activationOf }) => !activationOf).flatMap(madeBySite),
    ...analysis.models.map(madeByModel),
    ...resultsOfCalls(analysis),
  ]
  return made.sort((a, b) => length(a.span) - length(b.span))
}

function madeBySite({ callSpan, call, dialect, instances }: LayerSite): Made[] {
  if (instances.length === 0) return []
  const shapes = instances.map(({ layer }) => layer.outputShapes)
  const end = dialect === 'tfjs' ? useOf(call).getEnd() : callSpan.end
  return [{ span: { start: callSpan.start, end }, shapes, called: instances.every(({ called }) => called) }]
}

/** The call that uses a layer where it is made: `tf.layers.flatten().apply(x)`, `net.add(tf.layers.flatten())`. */
function useOf(layer: ts.Node): ts.Node {
  const { parent } = layer
  if (ts.isPropertyAccessExpression(parent) && parent.name.text === 'apply' && ts.isCallExpression(parent.parent)) {
    return parent.parent
  }
  const isAdded =
    ts.isCallExpression(parent) &&
    ts.isPropertyAccessExpression(parent.expression) &&
    parent.expression.name.text === 'add' &&
    parent.arguments[0] === layer
  return isAdded ? parent : layer
}

function madeByModel({ span, graph, called }: AnalysedModel): Made {
  const outputs = graph.outputs.map(
    ({ layer, output }) => graph.layers.find(({ name }) => name === layer)!.outputShapes[output],
  )
  return { span, shapes: [outputs], called }
}

/** The outermost call that ends on the comment's line with nothing but punctuation of a statement behind it. */
function madeBefore(candidates: readonly Made[], { text }: ts.SourceFile, offset: number): Made | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1
  const behind = candidates.filter(
    ({ span }) => start < span.end && span.end <= offset && /^[\s,;]*$/.test(text.slice(span.end, offset)),
  )
  return behind.at(-1)
}

/** The innermost call at the place that is pointed at, on the next line above that is no such comment. */
function madeAbove(candidates: readonly Made[], { sourceFile }: Analysis, offset: number): Made | undefined {
  const { line, character } = sourceFile.getLineAndCharacterOfPosition(offset)
  const starts = sourceFile.getLineStarts()
  let above = line - 1
  while (above >= 0 && /^\s*\/\/\s*\^\?/.test(sourceFile.text.slice(starts[above], starts[above + 1]))) above -= 1
  if (above < 0) return undefined
  const at = starts[above] + character
  if (at >= starts[above + 1]) return undefined
  const value = valueOfName(sourceFile, at)
  return candidates.find(({ span }) =>
    value ? span.end === value.getEnd() && span.start >= value.getStart() : span.start <= at && at < span.end,
  )
}

/** The value of the variable whose name stands at an offset where it is declared. */
function valueOfName(sourceFile: ts.SourceFile, offset: number): ts.Expression | undefined {
  const find = (node: ts.Node): ts.Expression | undefined => {
    if (offset < node.getStart(sourceFile) || node.getEnd() <= offset) return undefined
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && offset < node.name.getEnd()) {
      return node.initializer
    }
    return ts.forEachChild(node, find)
  }
  return find(sourceFile)
}

function length({ start, end }: Span): number {
  return end - start
}
