/** Tells whether a value that came from outside has a certain form. */
export type Check = (value: unknown) => boolean

export const isString: Check = value => typeof value === 'string'
export const isNumber: Check = value => typeof value === 'number'
export const isCount: Check = value => Number.isInteger(value) && (value as number) >= 0
export const isBoolean: Check = value => typeof value === 'boolean'
export const isBytes: Check = value => value instanceof ArrayBuffer || ArrayBuffer.isView(value)
export const isFloats: Check = value => value instanceof Float32Array

export function isOneOf(...values: readonly unknown[]): Check {
  return value => values.includes(value)
}

export function isOptional(check: Check): Check {
  return value => value === undefined || check(value)
}

export function isEither(...checks: readonly Check[]): Check {
  return value => checks.some(check => check(value))
}

export function isListOf(check: Check): Check {
  return value => Array.isArray(value) && value.every(check)
}

/** An object whose every value passes. */
export function isMapOf(check: Check): Check {
  return value => isObject(value) && Object.values(value).every(check)
}

/** An object with at least these members. */
export function isRecord(members: Readonly<Record<string, Check>>): Check {
  return value => isObject(value) && Object.entries(members).every(([name, check]) => check(value[name]))
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
