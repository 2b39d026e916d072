import { ownProcesses } from './ownProcesses.mjs'
import { poll } from './poll.mjs'

/**
 * The process of the extension's language server, other than those that are named: a descendant of this one.
 *
 * @param {readonly number[]} [gone] processes that were ended
 * @returns {Promise<number>}
 */
export function languageServer(gone = []) {
  return poll('the language server', () => ownProcesses(/\/dist\/server\.js\0/).find(pid => !gone.includes(pid)))
}
