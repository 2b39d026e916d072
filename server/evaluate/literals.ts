import ts from 'typescript'
import { defineAccessor } from './classes'
import { copyProperties } from './destructuring'
import type { Evaluation } from './evaluation'
import { evaluate, evaluatePropertyName, readMember } from './expressions'
import { callValue, makeFunction } from './functions'
import { listOf } from './iteration'
import type { Scope } from './scope'
import { ArrayValue, ObjectValue, Unknown, type Value } from './values'

export function evaluateArray(context: Evaluation, node: ts.ArrayLiteralExpression, scope: Scope): Value {
  const array = new ArrayValue([])
  const { elements } = array
  for (const element of node.elements) {
    if (ts.isOmittedExpression(element)) elements.length += 1
    else if (ts.isSpreadElement(element)) {
      const list = listOf(context, evaluate(context, element.expression, scope), element)
      if (list instanceof Unknown) array.contentsUnknown ??= list
      else for (const value of list) elements.push(value)
    } else elements.push(evaluate(context, element, scope))
  }
  if (elements.length > context.limits.size) {
    context.problem('bounds', `arrays of more than ${context.limits.size} elements are not followed`, node)
    return new Unknown('the array is too large to follow', node)
  }
  return array
}

export function evaluateObject(context: Evaluation, node: ts.ObjectLiteralExpression, scope: Scope): Value {
  const object = new ObjectValue()
  for (const property of node.properties) {
    if (ts.isSpreadAssignment(property)) {
      copyProperties(context, object, evaluate(context, property.expression, scope), property)
      continue
    }
    const key = evaluatePropertyName(context, property.name, scope)
    if (key instanceof Unknown) {
      if (ts.isPropertyAssignment(property)) evaluate(context, property.initializer, scope)
      copyProperties(context, object, key, property)
      continue
    }
    const name = typeof key === 'string' ? key : `[${key.description}]`
    if (ts.isPropertyAssignment(property)) {
      const value = evaluate(context, property.initializer, scope, name)
      if (key === '__proto__' && !ts.isComputedPropertyName(property.name)) {
        if (value === null || value instanceof ObjectValue) object.prototype = value
      } else object.properties.set(key, value)
    } else if (ts.isShorthandPropertyAssignment(property)) {
      object.properties.set(key, evaluate(context, property.name, scope))
    } else if (ts.isMethodDeclaration(property)) {
      object.properties.set(key, makeFunction(context, property, scope, name, object))
    } else {
      defineAccessor(object, key, makeFunction(context, property, scope, name, object), ts.isGetAccessor(property))
    }
  }
  return object
}

export function evaluateTaggedTemplate(context: Evaluation, node: ts.TaggedTemplateExpression, scope: Scope): Value {
  const self = ts.isPropertyAccessExpression(node.tag) ? evaluate(context, node.tag.expression, scope) : undefined
  const tag = ts.isPropertyAccessExpression(node.tag)
    ? readMember(context, self, node.tag.name.text, node.tag)
    : evaluate(context, node.tag, scope)
  const { template } = node
  const parts = ts.isNoSubstitutionTemplateLiteral(template)
    ? [template]
    : [template.head, ...template.templateSpans.map(({ literal }) => literal)]
  const strings = new ArrayValue(parts.map(({ text }) => text))
  strings.properties.set('raw', new ArrayValue(parts.map(part => part.rawText ?? part.text)))
  strings.hidden = new Set(['raw'])
  const values = ts.isNoSubstitutionTemplateLiteral(template)
    ? []
    : template.templateSpans.map(({ expression }) => evaluate(context, expression, scope))
  return callValue(context, tag, self, [strings, ...values], context.site(node))
}
