import { execFileSync, spawnSync } from 'node:child_process'
import { extname, join, posix } from 'node:path'
import { createInterface } from 'node:readline'
import { checkInThreads, checkShare } from './commandLine/checkThreads'
import { commandLine, type Terminal } from './commandLine/commandLine'
import type { EngineAnswer } from './commandLine/engineJob'
import { answerMcp } from './commandLine/mcp'
import { nodeFileSystem } from './files/nodeFileSystem'

const terminal: Terminal = {
  files: nodeFileSystem,
  workingFolder: process.cwd().replaceAll('\\', '/'),
  colours: process.stdout.isTTY === true && !process.env.NO_COLOR,
  committedFile,
  engine,
  writeFile: nodeFileSystem.writeFile,
  print: line => console.log(line),
  printError: line => console.error(`convolens: ${line}`),
}

if (!checkShare(terminal)) {
  const [command, ...rest] = process.argv.slice(2)
  if (command === 'mcp' && rest.length === 0) serveAgents()
  else void runCommand(command, rest)
}

async function runCommand(command: string | undefined, args: readonly string[]): Promise<void> {
  const checked = command === 'check' ? await checkInThreads(args, terminal, __filename) : undefined
  process.exitCode = commandLine(process.argv.slice(2), { ...terminal, checked })
}

function serveAgents(): void {
  createInterface({ input: process.stdin }).on('line', line => {
    const answer = line.trim() === '' ? undefined : answerMcp(line, terminal)
    if (answer !== undefined) process.stdout.write(`${answer}\n`)
  })
}

function committedFile(path: string): string | undefined {
  try {
    const place = { cwd: posix.dirname(path), encoding: 'utf8', maxBuffer: 2 ** 26 } as const
    // Plumbing and no watcher: neither a filter nor a program that the repository's configuration names is run.
    const args = ['-c', 'core.fsmonitor=false', 'cat-file', 'blob', `HEAD:./${posix.basename(path)}`]
    return execFileSync('git', args, {
      ...place,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  } catch {
    return undefined
  }
}

/** Runs the engine's own program, which stands beside this one. */
function engine(job: object): EngineAnswer {
  const { stdout, stderr, error, status } = spawnSync(
    process.execPath,
    [join(__dirname, `process${extname(__filename)}`)],
    {
      input: JSON.stringify(job),
      encoding: 'utf8',
      maxBuffer: 2 ** 30,
    },
  )
  try {
    return JSON.parse(stdout)
  } catch {
    const words = error?.message ?? stderr.trim().split('\n').at(-1)
    const message = `the engine stopped (${words || `exit code ${status}`})`
    return { error: { message, action: 'Try a smaller image, or the option --backend cpu.' } }
  }
}
