import { commandLine } from './commandLine'
import { nodeFileSystem } from './nodeFileSystem'

process.exitCode = commandLine(process.argv.slice(2), {
  files: nodeFileSystem,
  workingFolder: process.cwd().replaceAll('\\', '/'),
  colours: process.stdout.isTTY === true && !process.env.NO_COLOR,
  writeFile: nodeFileSystem.writeFile,
  print: line => console.log(line),
  printError: line => console.error(`convolens: ${line}`),
})
