// Loaded into a process before its program, and into its threads: what reaches the network or starts another process is told and
// refused. The server's own thread, which reads the disk, is let through.
const { writeSync } = require('node:fs')

const doors = {
  net: ['connect', 'createConnection'],
  tls: ['connect'],
  http: ['request', 'get'],
  https: ['request', 'get'],
  http2: ['connect'],
  dgram: ['createSocket'],
  dns: ['lookup', 'resolve', 'resolve4', 'resolve6'],
  child_process: ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork'],
}

for (const [name, functions] of Object.entries(doors)) {
  const module = require(`node:${name}`)
  for (const each of functions) module[each] = refuse(`${name}.${each}`)
}
const threads = require('node:worker_threads')
const { Worker } = threads
const ownThread = require('node:path').join(require('node:path').dirname(process.argv[1] ?? ''), 'disk.js')
threads.Worker = class {
  constructor(script, options) {
    // biome-ignore lint/correctness/noConstructorReturn: stands in for the real one.
    return script === ownThread ? new Worker(script, options) : refuse('worker_threads.Worker')()
  }
}
for (const name of ['fetch', 'WebSocket', 'EventSource']) globalThis[name] = refuse(name)
require('node:net').Socket.prototype.connect = refuse('Socket.connect')

function refuse(what) {
  return () => {
    writeSync(2, `guard: ${what}\n`)
    throw new Error(`${what} is refused`)
  }
}
