import { execFileSync } from 'node:child_process'
import { posix } from 'node:path'
import { commandLine } from './commandLine'
import { nodeFileSystem } from './nodeFileSystem'

process.exitCode = commandLine(process.argv.slice(2), {
  files: nodeFileSystem,
  workingFolder: process.cwd().replaceAll('\\', '/'),
  colours: process.stdout.isTTY === true && !process.env.NO_COLOR,
  committedFile,
  writeFile: nodeFileSystem.writeFile,
  print: line => console.log(line),
  printError: line => console.error(`convolens: ${line}`),
})

function committedFile(path: string): string | undefined {
  try {
    const place = { cwd: posix.dirname(path), encoding: 'utf8', maxBuffer: 2 ** 26 } as const
    return execFileSync('git', ['show', `HEAD:./${posix.basename(path)}`], {
      ...place,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  } catch {
    return undefined
  }
}
