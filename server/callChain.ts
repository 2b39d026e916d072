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
export function callIn(file: string, { site, application }: Origin): CallSite | undefined {
  if (site.file === file) return site
  let call = application ?? site.parent
  while (call && call.file !== file) call = call.parent
  return call
}

/** Where the calls behind something stand, innermost first; what a chain shares with another is worked out once. */
export class CallPlaces {
  private readonly chains = new Map<CallSite, readonly Location[]>()
  private readonly spans = new Map<ts.Node, Span>()

  /** From the name of what is called to the closing parenthesis. */
  spanOf(call: CallSite): Span {
    const known = this.spans.get(call.node)
    if (known) return known
    const span = callSpan(call)
    this.spans.set(call.node, span)
    return span
  }

  behind({ site, application }: Origin): readonly Location[] {
    return this.chain(application ?? site.parent)
  }

  private chain(call: CallSite | undefined): readonly Location[] {
    if (!call) return NO_CALLS
    const known = this.chains.get(call)
    if (known) return known
    const { start, end } = this.spanOf(call)
    const chain = [{ file: call.file, start, end }, ...this.chain(call.parent)]
    this.chains.set(call, chain)
    return chain
  }
}

const NO_CALLS: readonly Location[] = []

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
