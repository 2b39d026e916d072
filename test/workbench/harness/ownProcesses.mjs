import { readdirSync, readFileSync } from 'node:fs'

/**
 * The processes that descend from this one and whose command line matches; its arguments end in `\0`.
 *
 * @param {RegExp} command
 * @returns {number[]}
 */
export function ownProcesses(command) {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number)
    .filter(pid => command.test(read(pid, 'cmdline')) && isOurs(pid))
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
