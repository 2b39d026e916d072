import ts from 'typescript'
import { namesIn } from './declarations'
import type { Evaluation } from './evaluation'
import { evaluate, evaluatePropertyName } from './expressions'
import { hoistFunctionScope } from './functions'
import { Scope } from './scope'
import { executeList } from './statements'
import { Accessor, nativeFunction, ObjectValue, Unknown, type Value } from './values'

/** `enum Name { … }`: members by name, and names by numeric member. */
export function declareEnum(context: Evaluation, node: ts.EnumDeclaration, scope: Scope): void {
  const object = existing(scope, node.name.text) ?? new ObjectValue()
  // Its members may name it.
  write(context, scope, node.name.text, object)
  const inner = new Scope(scope)
  let next: Value = 0
  for (const member of node.members) {
    const key = evaluatePropertyName(context, member.name, inner)
    if (typeof key !== 'string') continue
    const value: Value = member.initializer ? evaluate(context, member.initializer, inner) : next
    context.willWrite(object)
    object.properties.set(key, value)
    if (typeof value === 'number') object.properties.set(String(value), key)
    inner.declare(key, value, true)
    next = typeof value === 'number' ? value + 1 : new Unknown('a member without a value', member)
  }
}

/** What the parts of a namespace before have exported: later parts see it. */
const merged = new WeakMap<ObjectValue, Scope>()

/** `namespace Name { … }`: what it exports are its members. */
export function declareNamespace(context: Evaluation, node: ts.ModuleDeclaration, scope: Scope): void {
  if (!node.body || node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword)) return
  const name = node.name.text
  const object = existing(scope, name) ?? new ObjectValue()
  write(context, scope, name, object)
  const inner = new Scope(merged.get(object) ?? scope)
  if (ts.isModuleDeclaration(node.body)) {
    declareNamespace(context, node.body, inner)
    object.properties.set(node.body.name.text, inner.slots.get(node.body.name.text)?.value)
    return
  }
  if (!ts.isModuleBlock(node.body)) return
  hoistFunctionScope(context, node.body, node.body.statements, inner)
  executeList(context, node.body.statements, 0, inner)
  const visible = new Scope(merged.get(object) ?? scope)
  merged.set(object, visible)
  for (const exported of exportedNames(node.body.statements)) {
    const slot = inner.slots.get(exported)
    if (!slot) continue
    // Members stay linked to the variables, which may change later.
    const getter = nativeFunction(exported, () => slot.value)
    object.properties.set(exported, new Accessor(getter, undefined))
    visible.slots.set(exported, slot)
  }
}

/** The names of declarations that carry `export`. */
export function exportedNames(statements: readonly ts.Statement[]): string[] {
  const names: string[] = []
  for (const statement of statements) {
    if (!ts.canHaveModifiers(statement)) continue
    if (!ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) continue
    if (ts.isVariableStatement(statement)) {
      for (const { name } of statement.declarationList.declarations) names.push(...namesIn(name))
    } else if (isNamed(statement) && statement.name) names.push(statement.name.text)
  }
  return names
}

function isNamed(node: ts.Node): node is ts.Node & { name?: ts.Identifier } {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isEnumDeclaration(node) ||
    ts.isModuleDeclaration(node)
  )
}

function existing(scope: Scope, name: string): ObjectValue | undefined {
  const value = scope.slots.get(name)?.value
  return value instanceof ObjectValue ? value : undefined
}

function write(context: Evaluation, scope: Scope, name: string, value: Value): void {
  const slot = scope.find(name) ?? scope.declare(name, undefined)
  context.willWrite(slot)
  slot.value = value
}
