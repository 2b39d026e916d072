import ts from 'typescript'
import type { Evaluation } from './evaluation'
import type { Value } from './values'

/** What a dialect gives the evaluator: modules to import, globals, and a say on unknown values. */
export interface Dialect {
  module(specifier: string, context: Evaluation): HostObject | undefined
  global?(name: string, context: Evaluation): Value | undefined
  /** The value of a parameter nobody supplies, from its type as written; undefined where the dialect has none. */
  parameter?(typeText: string, name: string, context: Evaluation): Value | undefined
  /** The value that a parameter of no stated type must be, when a method of this name is called on it. */
  unknownReceiver?(method: string, parameterName: string, context: Evaluation): Value | undefined
  /** The value after either of two paths, where at least one is the dialect's; undefined leaves it unknown. */
  join?(a: Value, b: Value, context: Evaluation): Value | undefined
  /** To be called before a function nobody calls is followed; the result forgets all that was written down since. */
  mark?(uncalled: ts.Node): () => void
  /** To be called when all that is followed has been: what is only known then is written down. */
  finish?(context: Evaluation): void
  /** To be called before a call that may be remembered; undefined where, as things stand, none can be. */
  follow?(site: CallSite): FollowedCall | undefined
  /** Makes anew what a call made, on other objects; undefined where it has to be followed. */
  repeat?(
    made: Made,
    given: readonly HostObject[],
    site: CallSite,
    context: Evaluation,
  ): readonly HostObject[] | undefined
}

/** What a dialect has noted of a call in progress. */
export interface FollowedCall {
  /** What the call made of the dialect's objects it was given; undefined where it cannot be made from these alone. */
  made(given: readonly HostObject[], results: readonly HostObject[]): Made | undefined
}

/** What a call made of a dialect, without anything of the evaluation in which it was made. */
export interface Made {
  /** How many layers. */
  readonly size: number
}

/** An object of a dialect. What it does not offer is `undefined`, as in JavaScript. */
export interface HostObject {
  get(name: string, context: Evaluation, receiver: Value): Value | undefined
  set?(name: string, value: Value, context: Evaluation): void
  call?(args: Value[], site: CallSite, context: Evaluation, self: Value): Value
  construct?(args: Value[], site: CallSite, context: Evaluation, self: Value): Value
  /** The names `Object.keys`, spread and namespaces see. */
  keys?(): string[]
  /** The elements that destructuring, spread and `for … of` see. */
  iterate?(context: Evaluation): Value[] | undefined
  instanceOf?(ofClass: Value, context: Evaluation): boolean | undefined
  /** What it says as an option of a layer, as plain data: the layer in a wrapper. */
  asOption?(): unknown
  /**
   * All that a function can tell of it, as text, and the thing it stands for, which two objects may share; undefined where no
   * other object is like it.
   */
  likeness?(): { readonly text: string; readonly thing: unknown } | undefined
}

/** A call in the user's text, and the calls that led there. */
export class CallSite {
  constructor(
    readonly file: string,
    readonly node: ts.Node,
    readonly parent: CallSite | undefined,
    /** In a loop whose number of turns is unknown. */
    readonly repeated: boolean,
    /** On a path that may not be taken. */
    readonly conditional: boolean,
    /** The function nobody calls in which it was evaluated. */
    readonly uncalled: ts.Node | undefined,
    /** What is taken to hold of that function's parameters, in words. */
    readonly assuming?: string,
    /** Whether it is on a path that may not be taken, or in a way through that function which no caller may take. */
    readonly doubtful = conditional,
  ) {}

  /** The identifier that names what is called; the whole callee where it has no name. */
  get nameNode(): ts.Node {
    const { node } = this
    if (ts.isTaggedTemplateExpression(node)) return nameOf(node.tag)
    return ts.isCallExpression(node) || ts.isNewExpression(node) ? nameOf(node.expression) : node
  }

  get argumentNodes(): readonly ts.Expression[] {
    const { node } = this
    return ts.isCallExpression(node) || ts.isNewExpression(node) ? (node.arguments ?? []) : []
  }

  /** The calls that led here, innermost first. */
  get stack(): CallSite[] {
    const stack: CallSite[] = []
    for (let site = this.parent; site; site = site.parent) stack.push(site)
    return stack
  }
}

function nameOf(callee: ts.Expression): ts.Node {
  if (ts.isPropertyAccessExpression(callee)) return callee.name
  if (ts.isElementAccessExpression(callee)) return callee.argumentExpression
  return callee
}
