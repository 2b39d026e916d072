import { workerData } from 'node:worker_threads'
import type { DiskQuestion, DiskThreadData } from './files/diskInThread'
import { nodeFileSystem } from './files/nodeFileSystem'

// The thread in which the server has the disk read.
const { port, said }: DiskThreadData = workerData

function say(answer?: { readonly value: unknown }): void {
  if (answer) port.postMessage(answer.value)
  Atomics.add(said, 0, 1)
  Atomics.notify(said, 0)
}

port.on('message', ({ kind, path }: DiskQuestion) => say({ value: nodeFileSystem[kind](path) }))
say()
