import ts from 'typescript'
import type { Analysis, LayerInstance } from '../analysis'
import { enclosingFunction } from '../callChain'
import type { Location, Span } from '../span'

/** A function of the file that makes layers. */
export interface BlockFunction {
  readonly name: string
  readonly span: Span
  /** Its own name where it has one, else its first character. */
  readonly nameSpan: Span
  /** The layers that its calls make, in it and in what it calls. */
  readonly instances: readonly LayerInstance[]
  /** Where it is called from, each place once. */
  readonly calls: readonly Location[]
}

/** The functions of a file that make layers and no model, in the order of the text. */
export function blockFunctions(analysis: Analysis): BlockFunction[] {
  const { file, sourceFile, models, sites, loose } = analysis
  const all = new Set([
    ...models.flatMap(({ instances }) => instances),
    ...loose,
    ...sites.flatMap(({ instances }) => instances),
  ])
  const functions = new Map<ts.FunctionLikeDeclaration, Gathered>()
  // Many layers are made at few places, by calls of few.
  const known = new Map<number, readonly ts.FunctionLikeDeclaration[]>()
  const around = (place: Span) => {
    const key = place.start * sourceFile.end + place.end
    const found = known.get(key) ?? functionsAround(sourceFile, place)
    known.set(key, found)
    return found
  }
  for (const instance of all) {
    const { site, stack } = instance
    const chain = [{ file: site.call.getSourceFile().fileName, ...site.callSpan }, ...stack]
    const last = new Map<ts.FunctionLikeDeclaration, number>()
    for (const [depth, place] of chain.entries()) {
      if (place.file !== file) continue
      for (const found of around(place)) last.set(found, depth)
    }
    for (const [found, depth] of last) {
      const gathered = functions.get(found) ?? { instances: [], calls: new Map<string, Location>() }
      functions.set(found, gathered)
      gathered.instances.push(instance)
      const call = chain[depth + 1]
      if (call && instance.called) gathered.calls.set(`${call.file} ${call.start}`, call)
    }
  }
  return [...functions]
    .filter(([{ pos, end }]) => !models.some(({ span }) => pos <= span.start && span.end <= end))
    .map(([around, { instances, calls }]) => ({
      name: enclosingFunction(around.body!) ?? '',
      span: spanAround(around, sourceFile),
      nameSpan: nameOf(around, sourceFile),
      instances: instances.sort((a, b) => a.node.serial - b.node.serial),
      calls: [...calls.values()],
    }))
    .sort((a, b) => a.span.start - b.span.start)
}

interface Gathered {
  readonly instances: LayerInstance[]
  readonly calls: Map<string, Location>
}

/** Functions with a name of their own or of what holds them, innermost first; callbacks are part of what is around them. */
function functionsAround(sourceFile: ts.SourceFile, { start, end }: Span): ts.FunctionLikeDeclaration[] {
  const found: ts.FunctionLikeDeclaration[] = []
  const visit = (node: ts.Node): void => {
    if (node.pos > start || node.end < end) return
    if (ts.isFunctionLike(node) && 'body' in node && node.body && node.body.pos <= start) {
      if (!/^anonymous/.test(enclosingFunction(node.body) ?? 'anonymous')) found.unshift(node)
    }
    ts.forEachChild(node, visit)
  }
  visit(sourceFile)
  return found
}

/** A function and the variable it is the value of. */
function spanAround(node: ts.Node, sourceFile: ts.SourceFile): Span {
  const { parent } = node
  const holder = ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) ? parent : node
  return { start: holder.getStart(sourceFile), end: holder.getEnd() }
}

function nameOf(node: ts.FunctionLikeDeclaration, sourceFile: ts.SourceFile): Span {
  const { parent } = node
  const named =
    node.name ?? (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) ? parent.name : undefined)
  const start = (named ?? node).getStart(sourceFile)
  return { start, end: named ? named.getEnd() : start + 1 }
}
