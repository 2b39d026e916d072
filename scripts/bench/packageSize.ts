// What the packaged extension weighs, and how long its part in the editor takes to load.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { decimals, median, printTable, quantile } from './figures'

const LOADS = 15

/** Prints the bytes of the VSIX and of what is in it, and the milliseconds of loading the extension. */
export function packageSize(): void {
  const folder = mkdtempSync(join(tmpdir(), 'convolens-vsix-'))
  try {
    const vsix = join(folder, 'convolens.vsix')
    const { status, stderr } = spawnSync(
      process.execPath,
      ['node_modules/@vscode/vsce/vsce', 'package', '--no-dependencies', '-o', vsix],
      { encoding: 'utf8' },
    )
    if (status !== 0) throw new Error(`vsce ended with ${status}: ${stderr}`)
    const parts = ['extension', 'server', 'process', 'webview', 'worker', 'layout'].map(name => {
      const content = readFileSync(`dist/${name}.js`)
      return [`dist/${name}.js`, megabytes(content.length), megabytes(gzipSync(content).length)]
    })
    console.log('Package\n')
    printTable([['', 'MB', 'compressed'], ['convolens.vsix', '', megabytes(statSync(vsix).size)], ...parts])
  } finally {
    rmSync(folder, { recursive: true })
  }
  const times = Array.from({ length: LOADS }, loadTime)
  console.log(`Loading dist/extension.js in a fresh process with a stand-in for the editor's API; ${LOADS} loads, ms`)
  console.log(`median ${decimals(median(times))}, 95 % ${decimals(quantile(times, 0.95))}\n`)
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(2)
}

/** The editor's API is there already when an extension is loaded: any name stands for a class that does nothing. */
const LOAD = `
const anything = new Proxy(class {}, { get: (target, name) => name in target ? target[name] : anything })
require('module')._load = (load => (name, ...rest) => name === 'vscode' ? anything : load(name, ...rest))(require('module')._load)
const started = performance.now()
require('./dist/extension.js')
console.log(performance.now() - started)
`

function loadTime(): number {
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', LOAD], { encoding: 'utf8' })
  if (stdout === '') throw new Error(stderr)
  return Number(stdout)
}
