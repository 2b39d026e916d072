import ts from 'typescript'
import { boundNames } from './declarations'
import type { Evaluation } from './evaluation'
import type { Scope, Slot } from './scope'
import { FunctionValue, ObjectValue, type PropertyKey, Unknown } from './values'

const K = ts.SyntaxKind

/**
 * Forgets the variables of a file that functions assign which nobody called, or which wait for something first: when
 * another function runs, they may have run before, so that `let network` may be more than the `undefined` it starts as.
 */
export function forgetAssignedLater(context: Evaluation, file: ts.SourceFile): void {
  for (const [node, { scope }] of context.functions) {
    if (node.getSourceFile() !== file || !scope || ts.isClassLike(node)) continue
    const isCalled = context.called.has(node)
    for (const [name, at] of assignedNames(node)) {
      const slot = outermost(scope, name)
      // What a function that was called has assigned by now is known; what it assigns after waiting is not.
      if (!slot || slot.constant || (isCalled && slot.value !== undefined)) continue
      slot.value = new Unknown(`\`${name}\` is assigned in a function that may have run`, at)
    }
  }
  for (const instance of instancesHeldBy(context, file)) forgetFieldsAssignedLater(context, instance)
}

/** The objects that the variables around the functions of a file hold. */
function instancesHeldBy(context: Evaluation, file: ts.SourceFile): Set<ObjectValue> {
  const held = new Set<ObjectValue>()
  for (const [node, { scope }] of context.functions) {
    if (node.getSourceFile() !== file) continue
    for (let around = scope; around; around = around.parent) {
      for (const { value } of around.slots.values()) if (value instanceof ObjectValue) held.add(value)
    }
  }
  return held
}

/** Forgets the empty fields of an object that its methods assign: `this.examples` may be there by now. */
function forgetFieldsAssignedLater(context: Evaluation, instance: ObjectValue): void {
  for (const [name, at] of fieldsAssignedLater(context, instance)) {
    if (instance.properties.get(name) == null) instance.properties.set(name, mayBeAssigned(name, at))
  }
}

/** What an empty field may hold by the time that a function runs which is called later, if a method assigns it. */
export function fieldAssignedLater(context: Evaluation, instance: ObjectValue, name: PropertyKey): Unknown | undefined {
  const at = typeof name === 'string' ? fieldsAssignedLater(context, instance).get(name) : undefined
  return at && mayBeAssigned(String(name), at)
}

function mayBeAssigned(name: string, at: ts.Node): Unknown {
  return new Unknown(`\`${name}\` is assigned in a method that may have run`, at)
}

/** The fields that methods of the object's class assign which nobody called, and where. */
function fieldsAssignedLater(context: Evaluation, instance: ObjectValue): Map<string, ts.Node> {
  const fields = new Map<string, ts.Node>()
  for (let { prototype } = instance; prototype; { prototype } = prototype) {
    for (const method of prototype.properties.values()) {
      const node = method instanceof FunctionValue ? method.node : undefined
      if (!node || ts.isConstructorDeclaration(node) || context.called.has(node)) continue
      for (const [name, at] of assignedFields(node)) fields.set(name, at)
    }
  }
  return fields
}

/** By the method; a method is looked through once, however often its fields are read. */
const fieldsOfMethods = new WeakMap<ts.Node, ReadonlyMap<string, ts.Node>>()

/** The fields of `this` that a method assigns. */
function assignedFields(node: ts.Node): ReadonlyMap<string, ts.Node> {
  const known = fieldsOfMethods.get(node)
  if (known) return known
  const assigned = new Map<string, ts.Node>()
  const walk = (part: ts.Node): void => {
    if (ts.isBinaryExpression(part) && isAssignment(part.operatorToken.kind)) {
      const { left } = part
      if (ts.isPropertyAccessExpression(left) && left.expression.kind === K.ThisKeyword)
        assigned.set(left.name.text, left)
    }
    ts.forEachChild(part, walk)
  }
  walk(node)
  fieldsOfMethods.set(node, assigned)
  return assigned
}

function isAssignment(kind: ts.SyntaxKind): boolean {
  return kind >= K.FirstAssignment && kind <= K.LastAssignment
}

/** What a function assigns and does not declare. */
function assignedNames(node: ts.Node): Map<string, ts.Node> {
  const assigned = new Map<string, ts.Node>()
  const declared = new Set<string>()
  const target = (expression: ts.Node): void => {
    if (ts.isIdentifier(expression)) assigned.set(expression.text, expression)
    else if (ts.isArrayLiteralExpression(expression) || ts.isObjectLiteralExpression(expression)) {
      ts.forEachChild(expression, target)
    } else if (ts.isPropertyAssignment(expression)) target(expression.initializer)
    else if (ts.isShorthandPropertyAssignment(expression)) target(expression.name)
    else if (ts.isSpreadElement(expression) || ts.isSpreadAssignment(expression)) target(expression.expression)
  }
  const walk = (part: ts.Node): void => {
    if (ts.isBinaryExpression(part)) {
      if (isAssignment(part.operatorToken.kind)) target(part.left)
    } else if (ts.isPrefixUnaryExpression(part) || ts.isPostfixUnaryExpression(part)) {
      if (part.operator === K.PlusPlusToken || part.operator === K.MinusMinusToken) target(part.operand)
    } else if (ts.isVariableDeclarationList(part)) for (const name of boundNames(part)) declared.add(name)
    else if (ts.isParameter(part) && ts.isIdentifier(part.name)) declared.add(part.name.text)
    else if (ts.isFunctionDeclaration(part) && part.name) declared.add(part.name.text)
    ts.forEachChild(part, walk)
  }
  walk(node)
  for (const name of declared) assigned.delete(name)
  return assigned
}

/** The variable of that name nearest to the file itself. */
function outermost(scope: Scope, name: string): Slot | undefined {
  let found: Slot | undefined
  for (let around: Scope | undefined = scope; around; around = around.parent) found = around.slots.get(name) ?? found
  return found
}
