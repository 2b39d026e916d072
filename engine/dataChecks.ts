/** Tells whether a value that came from outside is of a certain form. */
export type Check<T = unknown> = (value: unknown) => value is T

/** A check of every member: the compiler misses one that is not there. */
export type Members<T> = { readonly [Name in keyof T]-?: Check<T[Name]> }

type Checked<Of> = Of extends Check<infer T> ? T : never

export const isString: Check<string> = value => typeof value === 'string'
export const isNumber: Check<number> = value => typeof value === 'number'
export const isCount: Check<number> = (value): value is number => Number.isInteger(value) && (value as number) >= 0
export const isBoolean: Check<boolean> = value => typeof value === 'boolean'
/** Numbers in memory; which kind of view of it arrives, each way of sending has its own mind about. */
export const isBytes = ((value: unknown) => value instanceof ArrayBuffer || ArrayBuffer.isView(value)) as Check<never>
export const isFloats: Check<Float32Array> = value => value instanceof Float32Array

export function isOneOf<const T extends readonly unknown[]>(...values: T): Check<T[number]> {
  return (value): value is T[number] => values.includes(value)
}

export function isOptional<T>(check: Check<T>): Check<T | undefined> {
  return value => value === undefined || check(value)
}

export function isEither<T extends readonly Check[]>(...checks: T): Check<Checked<T[number]>> {
  return (value): value is Checked<T[number]> => checks.some(check => check(value))
}

export function isListOf<T>(check: Check<T>): Check<T[]> {
  return (value): value is T[] => Array.isArray(value) && value.every(check)
}

/** An object whose every value passes. */
export function isMapOf<T>(check: Check<T>): Check<Record<string, T>> {
  return (value): value is Record<string, T> => isObject(value) && Object.values(value).every(check)
}

/** An object with at least these members. */
export function isRecord<T extends object>(members: Members<T>): Check<T> {
  return (value): value is T => isObject(value) && strayMember(members, value) === undefined
}

/** The first member of an object that is not as it should be, or is missing. */
export function strayMember<T>(members: Members<T>, value: Readonly<Record<string, unknown>>): string | undefined {
  return Object.entries<Check>(members).find(([name, check]) => !check(value[name]))?.[0]
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** An object whose form is judged where it is used. */
export const isOpaque = isObject as Check<never>
