// Stands in for @vscode/spdlog, a C++ addon: appends lines to the log file, without rotation.
const { appendFileSync, mkdirSync } = require('node:fs')
const { dirname } = require('node:path')

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'critical']

class Logger {
  constructor(file) {
    this.file = file
    this.level = levels.indexOf('info')
    this.formatted = true
    mkdirSync(dirname(file), { recursive: true })
  }

  getLevel() {
    return this.level
  }

  setLevel(level) {
    this.level = level
  }

  clearFormatters() {
    this.formatted = false
  }

  write(level, message) {
    if (level < this.level) return
    const line = this.formatted ? `${new Date().toISOString()} [${levels[level]}] ${message}\n` : message
    try {
      appendFileSync(this.file, line)
    } catch {
      // The log's folder is removed when a test ends, before the last line is written.
    }
  }

  setPattern() {}
  setFlushOn() {}
  flush() {}
  drop() {}
}

for (const [level, name] of levels.entries())
  Logger.prototype[name] = function log(message) {
    this.write(level, message)
  }

exports.version = '0'
exports.Logger = Logger
exports.setLevel = () => {}
exports.setFlushOn = () => {}
exports.shutdown = () => {}
exports.createRotatingLogger = async (_name, file) => new Logger(file)
exports.createAsyncRotatingLogger = async (_name, file) => new Logger(file)
