/** The engine in a worker: carries requests and replies of {@link Session} over `postMessage`. */
import type { EngineProgress, EngineReply, EngineRequest } from './requests'
import { Session } from './session'

const scope = globalThis as unknown as DedicatedWorkerGlobalScope
const session = new Session(message => scope.postMessage(message, buffersOf(message)))
scope.onmessage = ({ data }: MessageEvent<EngineRequest>) => void session.receive(data)

/** The memory of all pixels and numbers in a message, which is handed over and not copied. */
function buffersOf(message: EngineReply | EngineProgress): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>()
  const visit = (value: unknown) => {
    if (ArrayBuffer.isView(value)) buffers.add(value.buffer as ArrayBuffer)
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(visit)
  }
  visit(message)
  return [...buffers]
}
