// What the packaged extension weighs.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { printTable } from './figures'

/** Prints the bytes of the VSIX and of what is in it. */
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
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(2)
}
