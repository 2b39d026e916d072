import ts from 'typescript'
import { brokenPromise, promiseOf, startAsync } from './asyncFunctions'
import { constructClass, initialiseInstance } from './classes'
import { describe } from './convert'
import { blockDeclarations, functionVariables } from './declarations'
import { bindPattern } from './destructuring'
import { type Evaluation, Thrown } from './evaluation'
import { evaluate } from './expressions'
import { makeAsyncGenerator, makeGenerator } from './generators'
import type { CallSite } from './host'
import { runBranches, runMaybe } from './join'
import { callRemembering } from './memory/callMemory'
import { Frame, Scope } from './scope'
import { declareBlock, executeList, NORMAL } from './statements'
import { suspends } from './suspension/suspends'
import { ArrayValue, FunctionValue, HostValue, nextBirth, ObjectValue, Unknown, type Value } from './values'

/** The closure of a function expression or declaration, method, getter or setter. */
export function makeFunction(
  context: Evaluation,
  node: ts.FunctionLikeDeclaration,
  scope: Scope,
  name = '',
  home?: ObjectValue,
): FunctionValue {
  const value = new FunctionValue()
  value.node = node
  value.scope = scope
  value.name = name
  value.home = home
  if (ts.isArrowFunction(node)) value.lexicalFrame = context.frame.owner
  if (ts.isFunctionExpression(node) && node.name) {
    value.name = node.name.text
    value.scope = new Scope(scope)
    value.scope.declare(value.name, value)
  } else if (ts.isFunctionDeclaration(node)) value.name = node.name?.text ?? 'default'
  context.functions.set(node, value)
  context.following?.made.add(node)
  return value
}

/** Calls anything: a function of the user's, a built-in, the dialect's, or what is no function at all. */
export function callValue(context: Evaluation, callee: Value, self: Value, args: Value[], site: CallSite): Value {
  if (callee instanceof FunctionValue) {
    if (callee.native) return callee.native(context, self, args, site)
    if (callee.classNode) {
      return context.throwError(
        'TypeError',
        `Class constructor ${callee.name} cannot be invoked without 'new'`,
        site.node,
      )
    }
    return callRemembering(context, callee, self, args, site, () => callFunction(context, callee, self, args, site))
  }
  if (callee instanceof HostValue && callee.object.call) {
    context.dialectCalls += 1
    return callee.object.call(args, site, context, self)
  }
  if (callee instanceof Unknown) return callUnknown(context, callee, self, args, site)
  return context.throwError('TypeError', `${calleeText(site) ?? describe(callee)} is not a function`, site.node)
}

/** The name of what is called, as JavaScript's messages write it; undefined where it is no plain name. */
function calleeText({ node }: CallSite): string | undefined {
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return undefined
  const isPlain = (part: ts.Expression): boolean =>
    ts.isIdentifier(part) || (ts.isPropertyAccessExpression(part) && !part.questionDotToken && isPlain(part.expression))
  return isPlain(node.expression) ? node.expression.getText() : undefined
}

function callUnknown(context: Evaluation, callee: Unknown, self: Value, args: Value[], site: CallSite): Value {
  if (callee.candidates) {
    return runBranches(
      context,
      callee,
      callee.candidates.map(candidate => () => callValue(context, candidate, self, args, site)),
    )
  }
  callBackOnce(context, args, callee, site)
  return callee.parameter === undefined ? callee : new Unknown(callee.reason, callee.node)
}

/**
 * Functions handed to what is not followed may be called any number of times, and at any time: their bodies are looked at
 * once.
 */
export function callBackOnce(context: Evaluation, args: readonly Value[], reason: Unknown, site: CallSite): void {
  const { laterThan } = context
  context.laterThan ??= nextBirth()
  for (const argument of args) {
    if (!(argument instanceof FunctionValue) || !argument.node) continue
    const parameters = argument.node.parameters.map(
      ({ name }) => new Unknown(reason.reason, reason.node, ts.isIdentifier(name) ? name.text : undefined),
    )
    runMaybe(context, reason, () => callValue(context, argument, undefined, parameters, site), true)
  }
  context.laterThan = laterThan
}

/** `new callee(...args)` */
export function constructValue(
  context: Evaluation,
  callee: Value,
  args: Value[],
  site: CallSite,
  newTarget: Value = callee,
): Value {
  if (callee instanceof Unknown) {
    if (!callee.candidates) return callUnknown(context, callee, undefined, args, site)
    const branches = callee.candidates.map(candidate => () => constructValue(context, candidate, args, site))
    return runBranches(context, callee, branches)
  }
  if (callee instanceof HostValue && callee.object.construct) {
    context.dialectCalls += 1
    return callee.object.construct(args, site, context, newTarget)
  }
  if (callee instanceof FunctionValue) {
    const target = newTarget instanceof FunctionValue ? newTarget : callee
    if (callee.nativeConstruct) {
      const start = nextBirth()
      const made = callee.nativeConstruct(context, undefined, args, site)
      // `Object` hands back the object it is given, which keeps its prototype.
      if (made instanceof ObjectValue && made.birth > start && target !== callee) made.prototype = prototypeOf(target)
      return made
    }
    if (callee.classNode) return constructClass(context, callee, args, site, target)
    if (callee.node && !ts.isArrowFunction(callee.node) && !ts.isMethodDeclaration(callee.node)) {
      const instance = new ObjectValue(prototypeOf(target))
      const result = callFunction(context, callee, instance, args, site, target)
      return result instanceof ObjectValue || result instanceof HostValue ? result : instance
    }
  }
  return context.throwError('TypeError', `${calleeText(site) ?? describe(callee)} is not a constructor`, site.node)
}

/** The `prototype` of a function, made when first asked for. */
export function prototypeOf(value: FunctionValue): ObjectValue | undefined {
  const known = value.properties.get('prototype')
  if (known instanceof ObjectValue) return known
  if (!value.node || ts.isArrowFunction(value.node)) return undefined
  const prototype = new ObjectValue()
  prototype.properties.set('constructor', value)
  prototype.hidden = new Set(['constructor'])
  value.properties.set('prototype', prototype)
  ;(value.hidden ??= new Set()).add('prototype')
  return prototype
}

/** Levels of a recursion that nothing known ends; what people build by such a one is no deeper. */
const MOST_UNSURE_RECURSIONS = 3

/**
 * Within how many calls of itself a function would be called, each under an unknown condition of its own. Infinite where a
 * call has it happen any number of times, as one that asks for the next frame does: what follows is the same again.
 */
function unsureRecursions(context: Evaluation, node: ts.Node): number {
  const { frame, conditional, repeated } = context
  if (conditional === 0) return 0
  let within: Frame | undefined = frame
  while (within && within.called?.node !== node) within = within.caller
  if (!within) return 0
  context.following?.open()
  if (repeated > within.repeated) return Number.POSITIVE_INFINITY
  return conditional > within.conditional ? within.recursions + 1 : within.recursions
}

/** Evaluates the body of a function of the user's. */
export function callFunction(
  context: Evaluation,
  callee: FunctionValue,
  self: Value,
  args: Value[],
  site: CallSite | undefined,
  newTarget?: FunctionValue,
  instanceOfClass?: FunctionValue,
  onFrame?: (frame: Frame) => void,
): Value {
  const node = callee.node!
  context.called.add(node)
  context.following?.called.add(node)
  const { body } = node
  if (!body) return new Unknown('a function without a body', node)
  if (context.calls >= context.limits.calls) {
    context.problem('bounds', `calls within calls are followed ${context.limits.calls} deep`, site?.node ?? node)
    return new Unknown('this call is too deep to follow', site?.node ?? node)
  }
  const recursions = unsureRecursions(context, node)
  if (recursions > MOST_UNSURE_RECURSIONS) {
    return new Unknown('how often this calls itself is not known', site?.node ?? node)
  }
  const isAsync = node.modifiers?.some(modifier => modifier.kind === ts.SyntaxKind.AsyncKeyword) === true
  const { frame: caller, calls, conditional, repeated } = context
  const frame = new Frame(caller, node.getSourceFile(), site, callee, callee.lexicalFrame)
  frame.thisValue = self
  frame.args = args
  frame.newTarget = newTarget
  frame.home = callee.home
  frame.scope = new Scope(callee.scope)
  frame.thisReady = !instanceOfClass?.derived
  frame.isAsync = isAsync
  Object.assign(frame, { conditional, repeated, recursions })
  onFrame?.(frame)
  context.frame = frame
  context.calls = calls + 1
  const generates = node.asteriskToken !== undefined
  try {
    bindParameters(context, node.parameters, args, frame.scope)
    if (instanceOfClass && !instanceOfClass.derived) initialiseInstance(context, instanceOfClass, self, frame)
    if (generates) {
      return isAsync
        ? makeAsyncGenerator(context, frame, body as ts.Block)
        : makeGenerator(context, frame, body as ts.Block)
    }
    if (isAsync && suspends(body)) return startAsync(context, frame, body)
    const value = ts.isBlock(body) ? runBody(context, body, frame) : evaluate(context, body, frame.scope)
    return isAsync ? promiseOf(context, value, node) : value
  } catch (error) {
    if (isAsync && error instanceof Thrown) return brokenPromise(context, error.value)
    throw error
  } finally {
    context.frame = caller
    context.calls = calls
  }
}

function runBody(context: Evaluation, body: ts.Block, frame: Frame): Value {
  hoistFunctionScope(context, body, body.statements, frame.scope!)
  const outcome = executeList(context, body.statements, 0, frame.scope!)
  if (!frame.hasReturned) return undefined
  // One path returned and another came to the end of the body.
  if (outcome & NORMAL) return new Unknown('differs between branches', body)
  return frame.returned
}

/** Declares the `var`s and the block declarations of a function body or file in its scope. */
export function hoistFunctionScope(
  context: Evaluation,
  body: ts.Node,
  statements: readonly ts.Statement[],
  scope: Scope,
): void {
  for (const name of functionVariables(body)) if (!scope.slots.has(name)) scope.declare(name, undefined)
  declareBlock(context, blockDeclarations(statements), scope)
}

function bindParameters(
  context: Evaluation,
  parameters: readonly ts.ParameterDeclaration[],
  args: readonly Value[],
  scope: Scope,
): void {
  let index = 0
  for (const parameter of parameters) {
    const { name } = parameter
    if (ts.isIdentifier(name) && name.text === 'this') continue
    if (parameter.dotDotDotToken) {
      const rest = new ArrayValue(args.slice(index))
      const [only] = rest.elements
      // Nobody supplies it, so that its length is unknown.
      if (only instanceof Unknown && only.node === parameter) rest.contentsUnknown = only
      bindPattern(context, name, rest, scope, undefined)
      return
    }
    let value = args[index]
    if (value === undefined && parameter.initializer) value = evaluate(context, parameter.initializer, scope)
    bindPattern(context, name, value, scope, undefined)
    index += 1
  }
}
