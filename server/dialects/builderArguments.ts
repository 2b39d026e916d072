import ts from 'typescript'
import { formatDimension, isExpression } from '../../builder/dimension'
import type { LayerKind } from '../../builder/layerKind'
import { COMMON_OPTIONS, UnknownOption } from '../../builder/node'
import type { Option } from '../../builder/option'
import { optionsOf } from '../../builder/tensor'
import {
  Accessor,
  ArrayValue,
  FunctionValue,
  HostValue,
  ObjectValue,
  Symbolic,
  SymbolKey,
  Unknown,
  type Value,
} from '../evaluate/values'
import { dimensionOfSymbolic, dimensionOfUnknown } from './dimensionValue'

/**
 * What a call gives a layer, by option name, as the builder takes it: symbolic numbers as dimensions, what is not known
 * as {@link UnknownOption}.
 */
export function optionInputs(kind: LayerKind, args: readonly Value[]): Record<string, unknown> {
  const { positional } = kind
  const inputs = args.map((value, index) => {
    if (isPlainObject(value)) return optionsObject(kind, value, index)
    if (index < positional.length) return optionInput(kind.options[positional[index]], value)
    // Whatever is not given by position may be in an object that nobody knows.
    return value instanceof Unknown ? unknownOptions(kind, value, positional) : plain(value)
  })
  return optionsOf(kind, inputs)
}

/** The value's expression of each option that stands in the text of a call. */
export function optionNodes(kind: LayerKind, args: readonly ts.Expression[]): Map<string, ts.Expression> {
  const nodes = new Map<string, ts.Expression>()
  const { positional } = kind
  for (const [index, argument] of args.entries()) {
    if (ts.isSpreadElement(argument)) break
    const isLast = index === args.length - 1
    if (
      ts.isObjectLiteralExpression(argument) &&
      (index >= positional.length || (isLast && isOptions(kind, argument)))
    ) {
      for (const property of argument.properties) {
        const name = property.name && ts.isIdentifier(property.name) ? property.name.text : undefined
        if (name === undefined) continue
        if (ts.isPropertyAssignment(property)) nodes.set(name, property.initializer)
        if (ts.isShorthandPropertyAssignment(property)) nodes.set(name, property.name)
      }
    } else if (index < positional.length) {
      nodes.set(positional[index], argument)
    }
  }
  return nodes
}

/** A value as plain data; what is no data stays a description of itself, which no option accepts. */
export function plain(value: Value): unknown {
  if (value instanceof Symbolic) return dimensionOfSymbolic(value)
  if (value instanceof Unknown) return value.refined === undefined ? dimensionOfUnknown(value) : plain(value.refined)
  if (value instanceof ArrayValue) return Array.from(value.elements, plain)
  if (value instanceof FunctionValue) return described(`function ${value.name}`.trimEnd())
  if (value instanceof HostValue) return value.object.asOption?.() ?? described('a tensor or layer')
  if (value instanceof SymbolKey) return described(`Symbol(${value.description})`)
  return isPlainObject(value) ? Object.fromEntries(entries(value).map(([name, part]) => [name, plain(part)])) : value
}

function optionInput(option: Option<unknown, unknown> | undefined, value: Value): unknown {
  if (value instanceof Unknown && value.refined !== undefined) return optionInput(option, value.refined)
  if (value instanceof Unknown) {
    const isCount = value.parameter !== undefined && isExpression(option?.alternatives(value.reason)[0])
    return isCount ? dimensionOfUnknown(value) : new UnknownOption(value.reason)
  }
  if (value instanceof ArrayValue && value.contentsUnknown) return new UnknownOption(value.contentsUnknown.reason)
  const input = plain(value)
  // An option that no shape depends on, such as a rate, is never symbolic.
  if (isExpression(input) && option && typeof option.parse(input) === 'symbol') {
    return new UnknownOption(`depends on ${formatDimension(input)}`)
  }
  return input
}

/** @param given how many options are given by position */
function optionsObject(kind: LayerKind, value: ObjectValue, given: number): Record<string, unknown> {
  const { positional } = kind
  const options = value.contentsUnknown ? unknownOptions(kind, value.contentsUnknown, positional.slice(0, given)) : {}
  for (const [name, part] of entries(value)) {
    // A name that is not known is as good as none.
    if (name === 'name' && part instanceof Unknown) continue
    const isKnown = name === 'trainable' || Object.hasOwn(kind.options, name)
    options[name] = isKnown ? optionInput(kind.options[name], part) : plain(part)
  }
  return options
}

function unknownOptions(kind: LayerKind, { reason }: Unknown, given: readonly string[]): Record<string, unknown> {
  const missing = Object.keys(kind.options).filter(name => !given.includes(name))
  return Object.fromEntries(missing.map(name => [name, new UnknownOption(reason)]))
}

/** As {@link optionsOf} decides it at run time: every property of the object is an option. */
function isOptions(kind: LayerKind, literal: ts.ObjectLiteralExpression): boolean {
  return literal.properties.every(
    ({ name }) =>
      name && ts.isIdentifier(name) && (COMMON_OPTIONS.includes(name.text) || Object.hasOwn(kind.options, name.text)),
  )
}

function isPlainObject(value: Value): value is ObjectValue {
  return value instanceof ObjectValue && !(value instanceof ArrayValue) && !(value instanceof FunctionValue)
}

function entries(value: ObjectValue): [string, Value][] {
  const found: [string, Value][] = []
  for (const [name, part] of value.properties) {
    if (typeof name !== 'string' || name === '__proto__') continue
    found.push([name, part instanceof Accessor ? new Unknown('comes from a getter') : part])
  }
  return found
}

/** The builder prints a value that it refuses with `String`. */
function described(text: string): unknown {
  return Object.assign(() => undefined, { toString: () => text })
}
