import { readdirSync, readFileSync } from 'node:fs'
import { poll } from './poll.mjs'

/**
 * The process of the extension's language server, other than those that are named: a descendant of this one.
 *
 * @param {readonly number[]} [gone] processes that were ended
 * @returns {Promise<number>}
 */
export function languageServer(gone = []) {
  return poll('the language server', () =>
    readdirSync('/proc')
      .filter(name => /^\d+$/.test(name))
      .map(Number)
      .find(pid => !gone.includes(pid) && /\/dist\/server\.js\0/.test(read(pid, 'cmdline')) && isOurs(pid)),
  )
}

function isOurs(pid) {
  for (let at = pid; at > 1; at = parentOf(at)) if (at === process.pid) return true
  return false
}

function parentOf(pid) {
  // The name of the program, in brackets, may hold spaces.
  return Number(read(pid, 'stat').split(') ').at(-1)?.split(' ')[1] ?? 0)
}

/** Empty for a process that has ended. */
function read(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}
