import { spawn } from 'node:child_process'
import type { RunJob } from './jobs'

/**
 * Does jobs in processes of the engine's own program, one each: what is read and written there blocks no editor, and a file
 * that brings the engine down takes nothing else along. Never throws: errors are answers.
 *
 * @param script the bundled `engine/process.ts`
 */
export function jobRunner(script: string): RunJob {
  return (job, signal) =>
    new Promise(answer => {
      const fail = (message: string) =>
        answer({ error: { message, action: 'Try again with a smaller file, or report this as a fault of Convolens.' } })
      // The editor's own executable runs as a plain Node.
      const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
      const child = spawn(process.execPath, [script], { env, signal, stdio: ['pipe', 'pipe', 'pipe'] })
      const [said, complained]: Buffer[][] = [[], []]
      child.stdout.on('data', (bytes: Buffer) => said.push(bytes))
      child.stderr.on('data', (bytes: Buffer) => complained.push(bytes))
      child.on('error', error => fail(`the engine could not start: ${error.message}`))
      child.on('close', code => {
        try {
          answer(JSON.parse(Buffer.concat(said).toString()))
        } catch {
          const words = Buffer.concat(complained).toString().trim().split('\n').at(-1)
          fail(`the engine stopped (${words || `exit code ${code}`})`)
        }
      })
      // One that ended early no longer reads; its end is told above.
      child.stdin.on('error', () => undefined)
      child.stdin.end(JSON.stringify(job))
    })
}
