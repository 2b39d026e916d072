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
import { ObjectValue, Unknown, type Value } from './values'

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

/** The global names of one evaluation. */
export function makeGlobals(): Map<string, Value> {
  const object = objectGlobal()
  const globals = new Map<string, Value>([
    ['undefined', undefined],
    ['NaN', Number.NaN],
    ['Infinity', Number.POSITIVE_INFINITY],
    ['Math', mathGlobal()],
    ['JSON', jsonGlobal()],
    ['console', consoleGlobal()],
    ['Array', arrayGlobal()],
    ['Object', object],
    ['Reflect', reflectGlobal(object)],
    ['RegExp', regExpGlobal()],
    ['structuredClone', structuredCloneGlobal()],
    ['Function', functionGlobal()],
    ['String', stringGlobal()],
    ['Symbol', symbolGlobal()],
    ['Promise', promiseGlobal()],
    ...numberGlobals(),
    ...collectionGlobals(),
    ...errorGlobals(),
    ...timerGlobals(),
    ...typedArrayGlobals(),
  ])
  return globals
}

/** The prototypes of the built-in errors, by name. */
export function errorPrototypes(globals: ReadonlyMap<string, Value>): Map<string, ObjectValue> {
  const prototypes = new Map<string, ObjectValue>()
  for (const [name, value] of globals) {
    const prototype = value instanceof ObjectValue ? value.properties.get('prototype') : undefined
    if (name.endsWith('Error') && prototype instanceof ObjectValue) prototypes.set(name, prototype)
  }
  return prototypes
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
