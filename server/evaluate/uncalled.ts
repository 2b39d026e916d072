import ts from 'typescript'
import { symbol } from '../../builder/dimension'
import { forgetAssignedLater } from './assignedLater'
import { Assumptions } from './assumptions'
import { describe } from './convert'
import { documentedValues } from './documentedValues'
import { type Evaluation, Thrown } from './evaluation'
import { callFunction, constructValue } from './functions'
import { runAside } from './join'
import { finishJobs } from './promises'
import { getProperty } from './properties'
import {
  ArrayValue,
  AsyncIteratorValue,
  FunctionValue,
  IteratorValue,
  ObjectValue,
  Symbolic,
  Unknown,
  type Value,
} from './values'

/**
 * Evaluates the functions of a file that nobody called, each with the values its documentation gives, its defaults, else
 * with what its parameters' types say, else with unknowns that bear the parameters' names.
 */
export function evaluateUncalled(context: Evaluation, file: ts.SourceFile, run: (unit: () => void) => void): void {
  forgetAssignedLater(context, file)
  const tried = new Set<ts.Node>()
  // Functions appear while others are evaluated, so that the list grows as it is gone through.
  for (const [node, value] of context.functions) {
    if (node.getSourceFile() !== file || context.called.has(node) || tried.has(node)) continue
    tried.add(node)
    followWays(context, node, () =>
      run(() => {
        context.uncalled = node
        try {
          runAside(context, () => {
            if (ts.isClassLike(node)) instances.set(value, makeInstance(context, value))
            else callUncalled(context, value)
            finishJobs(context)
          })
        } catch (error) {
          if (!(error instanceof Thrown)) throw error
          context.problem('thrown', describe(error.value), error.node)
        } finally {
          context.uncalled = undefined
        }
      }),
    )
  }
}

/** The most ways through one function that are followed, and to which flags may lead: every flag doubles them. */
const MOST_WAYS = 16
const MOST_WAYS_BY_FLAGS = 4

/**
 * Follows a function; where it asks which of some words a parameter is, or whether it is true, follows it once for each
 * answer instead. What the unsettled attempt found is forgotten.
 */
function followWays(context: Evaluation, node: ts.Node, run: () => void): void {
  const waiting = [new Assumptions()]
  let ways = 1
  for (let assumptions = waiting.pop(); assumptions; assumptions = waiting.pop()) {
    const forget = context.dialects.map(dialect => dialect.mark?.(node))
    const problems = context.problems.length
    made.length = 0
    context.assumptions = assumptions
    run()
    context.assumptions = undefined
    const { alternatives } = assumptions
    const most = assumptions.asksWord ? MOST_WAYS : MOST_WAYS_BY_FLAGS
    if (alternatives.length === 0 || ways >= most || !context.hasTime) continue
    ways += 1
    for (const undo of forget) undo?.()
    for (const type of made) instances.delete(type)
    context.problems.length = problems
    waiting.push(...alternatives.toReversed())
  }
}

function callUncalled(context: Evaluation, value: FunctionValue): void {
  const { home, node } = value
  if (!node || ts.isConstructorDeclaration(node)) return
  let self: Value
  if (home && !(home instanceof FunctionValue)) {
    const made = home.properties.get('constructor')
    self = made instanceof FunctionValue && made.classNode ? instanceOf(context, made) : home
  } else self = home
  const made = callFunction(context, value, self, supplyParameters(context, node), undefined)
  if (made instanceof IteratorValue) {
    for (let count = 0; count < FIRST_VALUES; count++) {
      const step = made.next()
      if (step.done || step.unknown) return
    }
  } else if (made instanceof AsyncIteratorValue) {
    for (let count = 0; count < FIRST_VALUES; count++) made.ask({ kind: 'next', value: undefined })
  }
}

/** How many values are asked of a generator that nobody calls. */
const FIRST_VALUES = 20

/** One instance of a class for all its methods. */
function instanceOf(context: Evaluation, value: FunctionValue): Value {
  const known = instances.get(value)
  if (known !== undefined) return known
  const instance = makeInstance(context, value)
  instances.set(value, instance)
  made.push(value)
  return instance
}

function makeInstance(context: Evaluation, value: FunctionValue): Value {
  const site = context.site(value.classNode!)
  let instance: Value
  try {
    instance = constructValue(context, value, supplyParameters(context, value.node, true), site)
  } catch (error) {
    if (!(error instanceof Thrown)) throw error
    const bare = new ObjectValue(getProperty(context, value, 'prototype', value.classNode!) as ObjectValue)
    bare.contentsUnknown = new Unknown('its constructor throws an error', error.node)
    instance = bare
  }
  return instance
}

const instances = new WeakMap<FunctionValue, Value>()
/** The classes of which the way in progress made the instance. */
const made: FunctionValue[] = []

/** Optional parameters are left out; of a function, they are also given in another way through it. */
function supplyParameters(
  context: Evaluation,
  node: ts.SignatureDeclaration | undefined,
  omitsOptional = false,
): Value[] {
  if (!node) return []
  const documented = documentedValues(context, node)
  return node.parameters
    .filter(({ name }) => !ts.isIdentifier(name) || name.text !== 'this')
    .flatMap((parameter, index) => {
      if (documented.has(index)) return [documented.get(index)]
      if (parameter.initializer) return [undefined]
      if (parameter.questionToken && (omitsOptional || isOmitted(context, parameter))) return [undefined]
      const value = supply(context, parameter)
      return parameter.dotDotDotToken && value instanceof ArrayValue ? value.elements : [value]
    })
}

function isOmitted({ assumptions }: Evaluation, { name }: ts.ParameterDeclaration): boolean {
  return !ts.isIdentifier(name) || (assumptions?.isOmitted(name.text) ?? true)
}

/** The value of a parameter nobody supplies. */
function supply(context: Evaluation, parameter: ts.ParameterDeclaration): Value {
  const name = ts.isIdentifier(parameter.name) ? parameter.name.text : ''
  const type = parameter.type ?? ts.getJSDocType(parameter)
  const reason = name === '' ? 'a parameter nobody supplies' : `\`${name}\` is a parameter nobody supplies`
  const known = type && ofType(context, type, name, parameter, reason)
  return known ?? assumed(context, new Unknown(reason, parameter, name))
}

function assumed({ assumptions }: Evaluation, unknown: Unknown): Value {
  return assumptions === undefined ? unknown : assumptions.supply(unknown)
}

function ofType(context: Evaluation, type: ts.TypeNode, name: string, node: ts.Node, reason: string): Value {
  const text = type.getText()
  for (const dialect of context.dialects) {
    const value = dialect.parameter?.(text, name, context)
    if (value !== undefined) return value
  }
  if (type.kind === ts.SyntaxKind.NumberKeyword && name !== '') return new Symbolic(symbol(name))
  if (type.kind === ts.SyntaxKind.BooleanKeyword && name !== '') {
    const unknown = new Unknown(reason, node, name)
    return context.assumptions?.supplyBoolean(unknown) ?? unknown
  }
  if (ts.isTupleTypeNode(type)) {
    return new ArrayValue(
      type.elements.map((element, index) => {
        const inner = ts.isNamedTupleMember(element) ? element.type : element
        const own = ts.isNamedTupleMember(element) ? element.name.text : `${name}[${index}]`
        return ofType(context, inner, own, node, reason) ?? new Unknown(reason, node, own)
      }),
    )
  }
  const members = membersOf(type)
  if (!members) return undefined
  const object = new ObjectValue()
  for (const member of members) {
    if (!ts.isPropertySignature(member) || !member.name || !ts.isIdentifier(member.name)) continue
    const own = name === '' ? member.name.text : `${name}.${member.name.text}`
    const unknown = new Unknown(`\`${own}\` is a parameter nobody supplies`, node, own)
    const value = member.questionToken || !member.type ? unknown : ofType(context, member.type, own, node, reason)
    object.properties.set(member.name.text, value ?? assumed(context, unknown))
  }
  object.contentsUnknown = new Unknown(reason, node, name)
  return object
}

/** The members of an object type written in place or declared in the same file. */
function membersOf(type: ts.TypeNode): readonly ts.TypeElement[] | undefined {
  if (ts.isTypeLiteralNode(type)) return type.members
  if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return undefined
  const { text } = type.typeName
  for (const statement of type.getSourceFile().statements) {
    if (ts.isInterfaceDeclaration(statement) && statement.name.text === text) return statement.members
    if (ts.isTypeAliasDeclaration(statement) && statement.name.text === text && ts.isTypeLiteralNode(statement.type)) {
      return statement.type.members
    }
  }
  return undefined
}
