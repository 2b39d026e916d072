import type { EngineErrorCode } from '../../engine/engineError'
import type { EngineProgress, EngineReply, Replies, RequestKind, Requests, Steps } from '../../engine/requests'
import { readEngineMessage } from './engineMessages'

/** What carries messages to an engine: a worker, or a process beside the extension. */
export interface EngineCarrier {
  post(request: object): void
  /** Ends the engine at once, whatever it is doing. */
  end(): void
}

/** Opens a carrier. `crashed` is called at most once, when the engine can answer no more. */
export type OpenCarrier = (
  receive: (message: unknown) => void,
  crashed: (reason: string) => void,
) => Promise<EngineCarrier>

/** An error reply of the engine, or its end. */
export class EngineRefusal extends Error {
  override readonly name = 'EngineRefusal'

  constructor(
    readonly code: EngineErrorCode | 'crashed',
    message: string,
    readonly action: string,
  ) {
    super(message)
  }
}

export interface EngineCall<Kind extends RequestKind> {
  readonly result: Promise<Replies[Kind]>
  /** The result is then the refusal `cancelled`, unless it is there already. */
  cancel(): void
}

/** Hears what is being done, and how much of it is. */
type Listen = (message: string, steps: Steps | undefined) => void

interface Waiting {
  readonly kind: RequestKind
  readonly resolve: (result: never) => void
  readonly reject: (refusal: EngineRefusal) => void
  readonly progress?: Listen
}

/** Asks the engine, and starts it with the first question; after a crash the next question starts a new one. */
export class EngineClient {
  private carrier: Promise<EngineCarrier> | undefined
  private lastId = 0
  private readonly waiting = new Map<number, Waiting>()

  private unasked: ((crash: EngineRefusal) => void) | undefined

  constructor(private readonly open: OpenCarrier) {}

  /** Tells of a crash that no request is there to be refused by. */
  onIdleCrash(listener: (crash: EngineRefusal) => void): void {
    this.unasked = listener
  }

  call<Kind extends RequestKind>(kind: Kind, request: Requests[Kind], progress?: Listen): EngineCall<Kind> {
    const requestId = ++this.lastId
    const result = new Promise<Replies[Kind]>((resolve, reject) => {
      this.waiting.set(requestId, { kind, resolve, reject, progress })
      this.send({ ...request, kind, requestId })
    })
    return { result, cancel: () => this.send({ kind: 'cancel', requestId: ++this.lastId, target: requestId }) }
  }

  /** Ends the engine. What waits is refused, and the next call starts a new one. */
  restart(): void {
    void this.carrier?.then(carrier => carrier.end()).catch(() => {})
    this.stop('the engine was restarted')
  }

  private send(message: object): void {
    this.carrier ??= this.openCarrier()
    const { carrier } = this
    carrier.then(
      opened => opened.post(message),
      (error: Error) => {
        if (this.carrier === carrier) this.stop(error.message)
      },
    )
  }

  private openCarrier(): Promise<EngineCarrier> {
    const opening: Promise<EngineCarrier> = this.open(
      message => {
        if (this.carrier === opening) this.receive(message)
      },
      reason => {
        if (this.carrier !== opening) return
        const idle = this.waiting.size === 0
        this.stop(reason)
        if (idle) this.unasked?.(new EngineRefusal('crashed', reason, RESTART))
      },
    )
    return opening
  }

  private receive(value: unknown): void {
    const message = readEngineMessage(value)
    if (message === undefined) this.refuseUnreadable(value)
    else if (message.kind === 'progress')
      this.waiting.get(message.requestId)?.progress?.(message.message, message.steps)
    else this.settle(message)
  }

  private settle(reply: Exclude<EngineReply, EngineProgress>): void {
    const asker = this.waiting.get(reply.requestId)
    // A cancel has no asker: what counts is the answer to the request it stops.
    if (asker === undefined) return
    this.waiting.delete(reply.requestId)
    if (reply.kind === 'error') {
      const { code, message, action } = reply.error
      asker.reject(new EngineRefusal(code, message, action))
    } else asker.resolve(reply.result as never)
  }

  /** A reply that cannot be read must not leave its asker waiting for ever. */
  private refuseUnreadable(value: unknown): void {
    const requestId = (value as { requestId?: number } | null)?.requestId
    const asker = requestId === undefined ? undefined : this.waiting.get(requestId)
    if (asker === undefined) return
    this.waiting.delete(requestId!)
    asker.reject(new EngineRefusal('internal', `the engine's answer to ${asker.kind} cannot be read`, RESTART))
  }

  private stop(reason: string): void {
    this.carrier = undefined
    const askers = [...this.waiting.values()]
    this.waiting.clear()
    for (const { reject } of askers) reject(new EngineRefusal('crashed', reason, RESTART))
  }
}

const RESTART = 'Restart the engine.'
