import { type ChildProcess, fork } from 'node:child_process'
import type { EngineProgress, EngineReply, EngineRequest } from '../webview/protocol'

export interface EngineProcessOptions {
  /** The bundled `engine/process.ts`. */
  readonly script: string
  /** Where TensorFlow's package for Node is looked up, best first: folders, or the package's own folder. */
  readonly searchFolders: readonly string[]
}

/**
 * The engine in a Node process of its own, where TensorFlow's native library may crash without taking the editor along.
 *
 * It starts with the first request and again with the first one after it stopped. Requests that a crash leaves
 * unanswered get an error reply, so that every request has exactly one answer.
 */
export class EngineProcess {
  private child: ChildProcess | undefined
  private readonly waiting = new Map<number, EngineRequest>()

  constructor(
    private readonly options: EngineProcessOptions,
    private readonly receive: (message: EngineReply | EngineProgress) => void,
    /** Called when the process ends by itself while nothing waits for it. */
    private readonly stopped: (reason: string) => void = () => {},
  ) {}

  send(request: EngineRequest): void {
    this.waiting.set(request.requestId, request)
    this.child ??= this.start()
    this.child.send(request, error => {
      if (error) this.fail(request.requestId, `the engine process does not answer: ${error.message}`)
    })
  }

  /** Ends the process at once. What waits is not answered any more. */
  end(): void {
    this.child?.removeAllListeners()
    this.child?.kill()
    this.child = undefined
    this.waiting.clear()
  }

  private start(): ChildProcess {
    const { script, searchFolders } = this.options
    // Structured clone carries typed arrays as they are; JSON would turn them into objects.
    const child = fork(script, [...searchFolders], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      // The editor's own executable runs as a plain Node; the rest are TensorFlow's: quiet, and not all of the GPU's memory.
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', TF_CPP_MIN_LOG_LEVEL: '1', TF_FORCE_GPU_ALLOW_GROWTH: 'true' },
    })
    let lastWords = ''
    child.stderr?.on('data', (text: Buffer) => {
      lastWords = (lastWords + text.toString()).slice(-2000)
    })
    child.on('message', (message: EngineReply | EngineProgress) => {
      if (message.kind !== 'progress') this.waiting.delete(message.requestId)
      this.receive(message)
    })
    const stopped = (reason: string) => {
      if (this.child !== child) return
      this.child = undefined
      const detail = lastWords.trim().split('\n').at(-1)
      const told = detail ? `${reason}: ${detail}` : reason
      if (this.waiting.size === 0) this.stopped(told)
      for (const requestId of [...this.waiting.keys()]) this.fail(requestId, told)
    }
    child.on('error', error => stopped(`the engine process could not start: ${error.message}`))
    child.on('exit', (code, signal) => stopped(`the engine process stopped (${signal ?? `exit code ${code}`})`))
    return child
  }

  private fail(requestId: number, message: string): void {
    if (!this.waiting.delete(requestId)) return
    const action = 'Restart the engine, or choose another backend in the setting convolens.backend.'
    this.receive({ kind: 'error', requestId, error: { code: 'backend-failed', message, action } })
  }
}
