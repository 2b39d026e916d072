/**
 * The engine in a Node process. Started with a channel, it carries requests and replies of {@link Session} over it; without
 * one it does the one job that standard input holds as JSON, and prints the answer.
 *
 * TensorFlow for Node comes from the folders given as arguments, which the user chose: the workspace's, or a configured
 * one. Its native library may crash; whoever started the process sees it end, and nothing else is lost.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { nodeBackends } from './backends/nodeBackends'
import { type Job, runJob } from './jobs/runJob'
import type { EngineRequest } from './requests'
import { Session } from './session'

const backends = nodeBackends(process.argv.slice(2))

if (process.send) {
  const session = new Session(message => process.send!(message), backends)
  process.on('message', (request: EngineRequest) => void session.receive(request))
  // The editor has gone, so nobody waits for an answer.
  process.on('disconnect', () => process.exit(0))
} else {
  const job = JSON.parse(readFileSync(0, 'utf8')) as Job
  void runJob(job, { backends, wasmPath: join(__dirname, 'wasm/') }).then(answer => {
    process.stdout.write(JSON.stringify(answer))
  })
}
