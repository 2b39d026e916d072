import { runInNewContext } from 'node:vm'
import ts from 'typescript'
import { evaluateText, toPlain } from './testEvaluation'
import type { Unknown } from './values'

/** What the variable `result` of a program holds at its end: by our evaluation, and by running the program. */
export interface BothResults {
  readonly ours: unknown
  readonly real: unknown
}

/** Evaluates a TypeScript program and runs it too, beside the evaluation; for tests alone. */
export async function besideNode(code: string, timeout = 2000): Promise<BothResults> {
  const { exports } = evaluateText({ 'model.ts': `${code}\nexport { result }` })
  const ours = toPlain(exports.get('result') as Unknown)
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, experimentalDecorators: false },
  })
  const isAsync = /\bawait\b/.test(outputText)
  const globals = { setTimeout, setImmediate, clearTimeout, queueMicrotask, structuredClone }
  const program = `(${isAsync ? 'async ' : ''}() => {\n${outputText}\n;return () => result })()`
  const read = (await runInNewContext(program, globals, { timeout })) as () => unknown
  // What waits is done before the program's end is looked at.
  if (/\b(async|Promise|setTimeout|queueMicrotask)\b/.test(code)) await new Promise(done => setTimeout(done, 20))
  return { ours, real: cloneHere(read()) }
}

/** A copy in plain data of this context, so that prototypes of the other one do not make a difference. */
export function cloneHere(value: unknown): unknown {
  if (typeof value === 'function') return `function ${value.name}`
  if (typeof value !== 'object' || value === null) return value
  const kind = Object.prototype.toString.call(value)
  if (kind === '[object Array]') return Array.from(value as unknown[], cloneHere)
  if (kind === '[object Map]') {
    return new Map([...(value as Map<unknown, unknown>)].map(([key, item]) => [cloneHere(key), cloneHere(item)]))
  }
  if (kind === '[object Set]') return new Set([...(value as Set<unknown>)].map(cloneHere))
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, cloneHere(item)]))
}
