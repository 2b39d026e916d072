import ts from 'typescript'
import type { CallSite } from './evaluate/host'
import type { Location, Span } from './span'

/** A call that made something, and the application of a layer that was made there, if it is one. */
export interface Origin {
  readonly site: CallSite
  readonly application?: CallSite
}

/** The calls that led to what was made, innermost first; the call itself is left out. */
export function callsBehind({ site, application }: Origin): readonly CallSite[] {
  return application ? [application, ...application.stack] : site.stack
}

/** The innermost call of the chain that stands in the given file. */
export function callIn(file: string, origin: Origin): CallSite | undefined {
  return [origin.site, ...callsBehind(origin)].find(call => call.file === file)
}

export function spanOf(node: ts.Node): Span {
  return { start: node.getStart(), end: node.getEnd() }
}

/** From the name of what is called, or from `new`, to the closing parenthesis. */
export function callSpan({ nameNode, node }: CallSite): Span {
  return { start: (ts.isNewExpression(node) ? node : nameNode).getStart(), end: node.getEnd() }
}

export function callLocation(call: CallSite): Location {
  return { file: call.file, ...callSpan(call) }
}

/** The name of the function around a node: its own, or that of the variable or property it is the value of. */
export function enclosingFunction(node: ts.Node): string | null {
  const around = ts.findAncestor(node, ts.isFunctionLike)
  if (!around) return null
  const named = around.name ?? namedHolder(around.parent)
  return named ? named.getText() : 'anonymous function'
}

function namedHolder(parent: ts.Node): ts.Node | undefined {
  const holds = ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)
  return holds ? parent.name : undefined
}
