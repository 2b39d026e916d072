import { readdirSync } from 'node:fs'
import { commandLine } from './commandLine'
import { nodeFileSystem } from './nodeFileSystem'

process.exitCode = commandLine(process.argv.slice(2), {
  files: { ...nodeFileSystem, list: folder => readdirSync(folder) },
  workingFolder: process.cwd().replaceAll('\\', '/'),
  print: line => console.log(line),
  printError: line => console.error(`convolens: ${line}`),
})
