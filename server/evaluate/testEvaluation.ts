import ts from 'typescript'
import { type EvaluationOptions, evaluateModule, type ModuleEvaluation } from './evaluateModule'
import { ArrayValue, FunctionValue, MapValue, ObjectValue, SetValue, Symbolic, Unknown, type Value } from './values'

/** Evaluates files given as text, for tests; the first one is the entry. */
export function evaluateText(
  files: Readonly<Record<string, string>>,
  options: Partial<EvaluationOptions> = {},
): ModuleEvaluation {
  const parse = (name: string) =>
    files[name] === undefined ? undefined : ts.createSourceFile(name, files[name], ts.ScriptTarget.Latest, true)
  const resolve = (specifier: string) => {
    const name = specifier.replace(/^\.\//, '')
    return [name, `${name}.ts`, `${name}.js`].find(candidate => files[candidate] !== undefined)
  }
  // Tests must not depend on how fast the machine is.
  return evaluateModule(Object.keys(files)[0]!, { now: () => 0, ...options, parse, resolve })
}

/** The exports of one file as plain data. */
export function exportsOf(code: string, options?: Partial<EvaluationOptions>): Record<string, unknown> {
  const { exports } = evaluateText({ 'model.ts': code }, options)
  return Object.fromEntries([...exports].map(([name, value]) => [name, toPlain(value)]))
}

/** Plain data: unknowns as `? reason`, numbers in symbols as their text. */
export function toPlain(value: Value): unknown {
  if (value instanceof Unknown) return `? ${value.reason}`
  if (value instanceof Symbolic) return String(value)
  if (value instanceof FunctionValue) return `function ${value.name}`
  if (value instanceof ObjectValue && value.contentsUnknown) return `? ${value.contentsUnknown.reason}`
  if (value instanceof ArrayValue) return Array.from(value.elements, toPlain)
  if (value instanceof SetValue) return new Set([...value.entries.values()].map(([key]) => toPlain(key)))
  if (value instanceof MapValue) {
    return new Map([...value.entries.values()].map(([key, item]) => [toPlain(key), toPlain(item)]))
  }
  if (!(value instanceof ObjectValue)) return value
  const names = [...value.properties].filter(([name]) => typeof name === 'string' && !value.hidden?.has(name))
  return Object.fromEntries(names.map(([name, item]) => [name, toPlain(item as Value)]))
}
