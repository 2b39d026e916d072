import ts from 'typescript'
import type { Analysis } from '../analysis'
import { blockFunctions } from './blockFunctions'

/** Lines that fold, counted from 0. */
export interface Fold {
  readonly startLine: number
  readonly endLine: number
}

/** Functions that make layers, and chains of layers over several lines. */
export function folding(analysis: Analysis): Fold[] {
  const { sourceFile, sites } = analysis
  const lineOf = (offset: number) => sourceFile.getLineAndCharacterOfPosition(offset).line
  const chains = sites.flatMap(({ call }) => {
    if (isReceiver(call)) return []
    let root: ts.Expression = call
    while (
      ts.isCallExpression(root) &&
      (ts.isPropertyAccessExpression(root.expression) || ts.isCallExpression(root.expression))
    ) {
      root = ts.isPropertyAccessExpression(root.expression) ? root.expression.expression : root.expression
    }
    return [{ startLine: lineOf(root.getStart(sourceFile)), endLine: lineOf(call.getEnd()) }]
  })
  const blocks = blockFunctions(analysis).map(({ span }) => ({
    startLine: lineOf(span.start),
    endLine: lineOf(span.end),
  }))
  const folds = [...blocks, ...chains].filter(({ startLine, endLine }) => endLine > startLine)
  const places = new Map(folds.map(fold => [`${fold.startLine} ${fold.endLine}`, fold]))
  return [...places.values()].sort((a, b) => a.startLine - b.startLine || b.endLine - a.endLine)
}

function isReceiver({ parent }: ts.Node): boolean {
  return ts.isPropertyAccessExpression(parent) && ts.isCallExpression(parent.parent)
}
