// Loaded into a process and its threads before their program: what lies in the folder $SLOW_FOLDER is as slow as the file
// $SLOW_CONTROL says, in milliseconds a call, and does not answer at all as long as that says `hang`. As on a network, whoever asks
// waits. Each call is told on the standard error output.
const fs = require('node:fs')

const { SLOW_FOLDER: folder, SLOW_CONTROL: control } = process.env
const { readFileSync, writeSync } = fs
const never = new Int32Array(new SharedArrayBuffer(4))
const sleep = milliseconds => Atomics.wait(never, 0, 0, milliseconds)

function slowed(name, call) {
  return (path, ...others) => {
    if (typeof path !== 'string' || !path.startsWith(folder)) return call(path, ...others)
    writeSync(2, `disk: ${name} ${path}\n`)
    const pace = () => readFileSync(control, 'utf8')
    while (pace() === 'hang') sleep(20)
    try {
      return call(path, ...others)
    } finally {
      // On its way.
      sleep(Number(pace()))
    }
  }
}

const { native } = fs.realpathSync
for (const name of ['readFileSync', 'statSync', 'readdirSync']) fs[name] = slowed(name, fs[name])
fs.realpathSync.native = slowed('realpathSync', native)
