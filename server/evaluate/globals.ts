import type ts from 'typescript'
import { arrayGlobal } from './builtins/arrayGlobal'
import { collectionGlobals } from './builtins/collections'
import { consoleGlobal } from './builtins/console'
import { errorGlobals } from './builtins/errors'
import { jsonGlobal } from './builtins/json'
import { mathGlobal } from './builtins/math'
import { numberGlobals } from './builtins/number'
import { functionGlobal, objectGlobal } from './builtins/object'
import { promiseGlobal } from './builtins/promise'
import { reflectGlobal } from './builtins/reflect'
import { regExpGlobal } from './builtins/regularExpression'
import { stringGlobal } from './builtins/string'
import { structuredCloneGlobal } from './builtins/structuredClone'
import { symbolGlobal } from './builtins/symbol'
import { timerGlobals } from './builtins/timers'
import { typedArrayGlobals } from './builtins/typedArray'
import type { Evaluation } from './evaluation'
import { madeBefore, Unknown, type Value } from './values'

/** What lies outside the program: known to exist, never run. */
const environment = new Set(
  `window document navigator location localStorage sessionStorage fetch XMLHttpRequest WebSocket Worker Image Audio
  FileReader File Blob URL URLSearchParams FormData Headers Request Response AbortController performance crypto process
  Buffer setInterval clearInterval requestAnimationFrame
  cancelAnimationFrame alert prompt confirm Date Intl Proxy WeakRef HTMLElement
  HTMLCanvasElement HTMLImageElement HTMLVideoElement ImageData CanvasRenderingContext2D BigInt64Array
  BigUint64Array ArrayBuffer DataView TextEncoder TextDecoder globalThis self global __dirname
  __filename addEventListener matchMedia getComputedStyle postMessage importScripts indexedDB caches screen history
  eval Function Atomics SharedArrayBuffer`.split(/\s+/),
)

const constants: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['undefined', undefined],
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
])

/** What belongs together is made together. */
const makers: readonly (() => readonly (readonly [string, Value])[])[] = [
  () => [['Math', mathGlobal()]],
  () => [['JSON', jsonGlobal()]],
  () => [['console', consoleGlobal()]],
  () => [['Array', arrayGlobal()]],
  () => {
    const object = objectGlobal()
    return [
      ['Object', object],
      ['Reflect', reflectGlobal(object)],
    ]
  },
  () => [['RegExp', regExpGlobal()]],
  () => [['structuredClone', structuredCloneGlobal()]],
  () => [['Function', functionGlobal()]],
  () => [['String', stringGlobal()]],
  () => [['Symbol', symbolGlobal()]],
  () => [['Promise', promiseGlobal()]],
  numberGlobals,
  collectionGlobals,
  errorGlobals,
  timerGlobals,
  typedArrayGlobals,
]

let makersByName: ReadonlyMap<string, (typeof makers)[number]> | undefined

/** Which global is made by whom. */
function makerOf(name: string): (typeof makers)[number] | undefined {
  makersByName ??= new Map(makers.flatMap(make => make().map(([made]) => [made, make] as const)))
  return makersByName.get(name)
}

/** The global names of one evaluation; most programs use few, so that each is made when it is first asked for. */
export class Globals {
  private readonly made = new Map<string, Value>(constants)

  has(name: string): boolean {
    return this.made.has(name) || makerOf(name) !== undefined
  }

  get(name: string): Value {
    if (!this.made.has(name)) {
      const make = makerOf(name)
      if (make) for (const [made, value] of madeBefore(make)) this.made.set(made, value)
    }
    return this.made.get(name)
  }
}

export function evaluateGlobal(context: Evaluation, node: ts.Identifier): Value {
  const name = node.text
  if (name === '') return new Unknown('the code is not complete here', node)
  for (const dialect of context.dialects) {
    const value = dialect.global?.(name, context)
    if (value !== undefined) return value
  }
  if (context.globals.has(name)) return context.globals.get(name)
  const reason = environment.has(name) ? `\`${name}\` is not run by Convolens` : `\`${name}\` is not defined`
  return new Unknown(reason, node)
}
