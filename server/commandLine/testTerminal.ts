import { memoryFileSystem } from '../files/memoryFileSystem'
import { commandLine, type Terminal } from './commandLine'

/** For tests: a terminal in `/w`, with files given as text, nothing committed and no engine. What is written is kept in them. */
export function testTerminal(texts: Record<string, string>): Terminal {
  return {
    files: memoryFileSystem(texts),
    workingFolder: '/w',
    committedFile: () => undefined,
    engine: () => ({ error: { message: 'there is no engine here', action: '' } }),
    writeFile: (path, text) => {
      texts[path] = text
    },
    print: () => {},
    printError: () => {},
  }
}

/** For tests: runs a command in a {@link testTerminal}, parts of which may be others; what it printed, a line each. */
export function runCommand(args: string[], texts: Record<string, string>, other: Partial<Terminal> = {}) {
  const output: string[] = []
  const errors: string[] = []
  const status = commandLine(args, {
    ...testTerminal(texts),
    print: line => output.push(line),
    printError: line => errors.push(line),
    ...other,
  })
  return { status, output: output.join('\n'), errors: errors.join('\n') }
}
