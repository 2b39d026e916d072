import type ts from 'typescript'
import { unknownReason } from '../../../builder/dimension'
import type { HostObject } from '../host'
import { ModuleScope } from '../scope'
import {
  Accessor,
  ArrayValue,
  FunctionValue,
  HostValue,
  NamespaceValue,
  ObjectValue,
  Symbolic,
  type Value,
} from '../values'

/** Parts of one value that are looked at; whatever has more is like nothing else. */
const MOST_PARTS = 200

/**
 * All that a function can tell of the values it is given, as text: of a tensor its shape, of a function of a module its
 * code, of plain data the whole, and which of its parts are one and the same. Values of one text lead to the same results.
 */
export class Likeness {
  text = ''
  /** The dialects' objects in the values, in order. */
  readonly hosts: HostObject[] = []
  private readonly things: unknown[] = []
  private parts = 0

  /** Adds a value; false where it cannot be told whether another one is like it. */
  add(value: Value | Accessor): boolean {
    this.parts += 1
    if (this.parts > MOST_PARTS) return false
    switch (typeof value) {
      case 'number':
        this.text += Object.is(value, -0) ? '-0,' : `${value},`
        return true
      case 'string':
        this.text += `${JSON.stringify(value)},`
        return true
      case 'boolean':
      case 'undefined':
        this.text += `${value},`
        return true
      case 'bigint':
        this.text += `${value}n,`
        return true
    }
    if (value === null) {
      this.text += 'null,'
      return true
    }
    if (value instanceof HostValue) return this.addHost(value.object)
    if (value instanceof FunctionValue) return this.addFunction(value)
    if (value instanceof NamespaceValue) {
      this.text += `${JSON.stringify([value.file, ...value.properties.keys()])},`
      return value.contentsUnknown === undefined
    }
    if (value instanceof ObjectValue) return this.addData(value)
    if (!(value instanceof Symbolic) || unknownReason(value.dimension) !== undefined) return false
    this.text += `${JSON.stringify(value.dimension)}/${value.divisor},`
    return true
  }

  private addHost(object: HostObject): boolean {
    const likeness = object.likeness?.()
    if (likeness === undefined) return false
    this.isKnown(likeness.thing)
    this.hosts.push(object)
    this.text += `${likeness.text},`
    return true
  }

  /** Functions that see nothing but the variables of their file; what these hold is compared where they are read. */
  private addFunction({ node, scope, home, properties }: FunctionValue): boolean {
    if (!node || !(scope instanceof ModuleScope) || home || properties.size > 0) return false
    this.text += `${numberOf(node)}(),`
    return true
  }

  private addData(value: ObjectValue): boolean {
    if (this.isKnown(value)) return true
    const { contentsUnknown, prototype, host, hidden, properties, frozen } = value
    if (contentsUnknown || prototype || host || (hidden && hidden.size > 0)) return false
    if (frozen) this.text += 'frozen'
    if (value instanceof ArrayValue) {
      if (value.constructor !== ArrayValue || properties.size > 0) return false
      this.text += '['
      // A hole is no element.
      for (let index = 0; index < value.elements.length; index++) {
        if (!(index in value.elements) || !this.add(value.elements[index])) return false
      }
      this.text += '],'
      return true
    }
    if (value.constructor !== ObjectValue) return false
    this.text += prototype === null ? 'null{' : '{'
    for (const [name, part] of properties) {
      if (typeof name !== 'string' || part instanceof Accessor) return false
      this.text += `${JSON.stringify(name)}:`
      if (!this.add(part)) return false
    }
    this.text += '},'
    return true
  }

  /** Whether the thing stands in the values before this; the text then tells which it is. */
  private isKnown(thing: unknown): boolean {
    const index = this.things.indexOf(thing)
    if (index < 0) this.things.push(thing)
    else this.text += `#${index} `
    return index >= 0
  }
}

/** The text of one value's likeness; undefined where it has none. */
export function likenessOf(value: Value): string | undefined {
  const likeness = new Likeness()
  return likeness.add(value) ? likeness.text : undefined
}

/** Syntax nodes outlive edits of the text around them, so that a number stands for code. */
export function numberOf(node: ts.Node): number {
  const known = numbers.get(node)
  if (known !== undefined) return known
  given += 1
  numbers.set(node, given)
  return given
}

const numbers = new WeakMap<ts.Node, number>()
let given = 0
