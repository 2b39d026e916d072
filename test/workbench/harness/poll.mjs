import { setTimeout as delay } from 'node:timers/promises'

/**
 * Calls `read` until it gives something truthy and resolves to that.
 *
 * @template T
 * @param {string} what names the thing awaited, for the error
 * @param {() => T | undefined | Promise<T | undefined>} read
 * @returns {Promise<T>}
 * @throws after `timeout` milliseconds, with the last error of `read`, if any
 */
export async function poll(what, read, timeout = 60_000) {
  let problem
  for (const end = Date.now() + timeout; Date.now() < end; await delay(100)) {
    try {
      const value = await read()
      if (value) return value
      problem = undefined
    } catch (error) {
      problem = error
    }
  }
  throw new Error(`${what}: not seen within ${timeout / 1000} s`, { cause: problem })
}
