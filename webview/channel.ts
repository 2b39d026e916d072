import { isCount, isObject, isRecord, isString, type Members, strayMember } from '../engine/dataChecks'

/** What one side can ask of the other: by kind, the members of the request and the result of the reply. */
export type Calls = Record<string, { request: object; result: object }>

/** What went wrong, and what the user can do about it. */
export interface Failure {
  readonly message: string
  readonly action: string
}

/** Thrown by a handler to choose what the other side reads; received by the side that asked. */
export class ChannelError extends Error {
  override readonly name = 'ChannelError'

  constructor(
    message: string,
    readonly action: string,
  ) {
    super(message)
  }
}

export type Handlers<Served extends Calls> = {
  [Kind in keyof Served]: (request: Served[Kind]['request']) => Served[Kind]['result'] | Promise<Served[Kind]['result']>
}

/** For each kind of request, what its members are. */
export type RequestChecks<Served extends Calls> = { readonly [Kind in keyof Served]: Members<Served[Kind]['request']> }

/**
 * One end of a two-way line of messages: asks, and answers what is asked.
 *
 * A request is `{ kind, requestId, ... }`; its one reply is `{ kind: 'reply', requestId, result }` or
 * `{ kind: 'error', requestId, error }`. A message that cannot be read is answered with an error, never thrown.
 */
export class Channel<Asked extends Calls, Served extends Calls> {
  private lastId = 0
  private readonly waiting = new Map<number, { resolve: (result: never) => void; reject: (error: Error) => void }>()

  constructor(
    private readonly post: (message: object) => void,
    private readonly checks: RequestChecks<Served>,
    private readonly handlers: Handlers<Served>,
  ) {}

  /** Rejects with a {@link ChannelError} where the other side answers with an error. */
  request<Kind extends keyof Asked & string>(
    kind: Kind,
    request: Asked[Kind]['request'],
  ): Promise<Asked[Kind]['result']> {
    const requestId = ++this.lastId
    return new Promise((resolve, reject) => {
      this.waiting.set(requestId, { resolve, reject })
      this.post({ ...request, kind, requestId })
    })
  }

  /** Takes whatever arrived. */
  async receive(message: unknown): Promise<void> {
    if (!isObject(message) || !isCount(message.requestId) || !isString(message.kind)) {
      this.post(errorReply(0, { message: 'a message that is no request', action: REPORT }))
      return
    }
    const requestId = message.requestId as number
    const kind = message.kind as string
    if (kind === 'reply' || kind === 'error') {
      this.settle(requestId, kind, message)
      return
    }
    this.post(await this.answer(requestId, kind, message))
  }

  private async answer(requestId: number, kind: string, message: Record<string, unknown>): Promise<object> {
    if (!Object.hasOwn(this.handlers, kind))
      return errorReply(requestId, { message: `unknown request ${kind}`, action: REPORT })
    const stray = strayMember(this.checks[kind], message)
    if (stray !== undefined)
      return errorReply(requestId, { message: `malformed request ${kind}: ${stray} cannot be read`, action: REPORT })
    try {
      return { kind: 'reply', requestId, result: await this.handlers[kind](message) }
    } catch (error) {
      return errorReply(requestId, failureOf(error))
    }
  }

  private settle(requestId: number, kind: 'reply' | 'error', message: Record<string, unknown>): void {
    const asker = this.waiting.get(requestId)
    // An error about a message of ours that could not be read names no request, so nobody waits for it.
    if (asker === undefined) return
    this.waiting.delete(requestId)
    if (kind === 'reply' && isObject(message.result)) asker.resolve(message.result as never)
    else if (isFailure(message.error)) {
      const { message: text, action } = message.error as Failure
      asker.reject(new ChannelError(text, action))
    } else asker.reject(new ChannelError('an answer that cannot be read', REPORT))
  }
}

/** What to tell the user of an error: its own action, where it has one. */
export function failureOf(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error)
  const action = isObject(error) && isString(error.action) ? (error.action as string) : REPORT
  return { message, action }
}

const REPORT = 'Reload the window; if it happens again, please report it.'

const isFailure = isRecord({ message: isString, action: isString })

function errorReply(requestId: number, error: Failure): object {
  return { kind: 'error', requestId, error }
}
