// Loaded into a process before its program: what reaches the network or starts another process is told and refused.
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
  worker_threads: ['Worker'],
}

for (const [name, functions] of Object.entries(doors)) {
  const module = require(`node:${name}`)
  for (const each of functions) module[each] = refuse(`${name}.${each}`)
}
for (const name of ['fetch', 'WebSocket', 'EventSource']) globalThis[name] = refuse(name)
require('node:net').Socket.prototype.connect = refuse('Socket.connect')

function refuse(what) {
  return () => {
    writeSync(2, `guard: ${what}\n`)
    throw new Error(`${what} is refused`)
  }
}
