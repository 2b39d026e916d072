import { describe, expect, test, vi } from 'vitest'
import { isString } from '../engine/dataChecks'
import { Channel, ChannelError } from './channel'

type Greet = { greet: { request: { name: string }; result: { greeting: string } } }
type Nothing = Record<never, never>

/** Two ends, each posting into the other as structured clones, as a panel and the extension do. */
function connect(greet: (request: { name: string }) => { greeting: string } | Promise<{ greeting: string }>) {
  const server = new Channel<Nothing, Greet>(
    message => void client.receive(structuredClone(message)),
    { greet: { name: isString } },
    { greet },
  )
  const client: Channel<Greet, Nothing> = new Channel<Greet, Nothing>(
    message => void server.receive(structuredClone(message)),
    {},
    {},
  )
  return client
}

test('a request gets the result of its handler', async () => {
  const client = connect(async ({ name }) => ({ greeting: `hello ${name}` }))
  expect(await client.request('greet', { name: 'Ada' })).toEqual({ greeting: 'hello Ada' })
})

test('replies find their requests, whatever the order', async () => {
  const open: (() => void)[] = []
  const client = connect(({ name }) => new Promise(resolve => open.push(() => resolve({ greeting: `hello ${name}` }))))
  const asked = [client.request('greet', { name: 'a' }), client.request('greet', { name: 'b' })]
  await vi.waitFor(() => expect(open).toHaveLength(2))
  open[1]()
  open[0]()
  expect(await Promise.all(asked)).toEqual([{ greeting: 'hello a' }, { greeting: 'hello b' }])
})

test('a handler that throws is answered with its message and action', async () => {
  const client = connect(() => {
    throw new ChannelError('no such layer', 'Choose another.')
  })
  const error = await client.request('greet', { name: 'Ada' }).catch(error => error)
  expect(error).toBeInstanceOf(ChannelError)
  expect([error.message, error.action]).toEqual(['no such layer', 'Choose another.'])
})

test('a request of the wrong form never reaches its handler', async () => {
  const greet = vi.fn()
  const client = connect(greet)
  await expect(client.request('greet', { name: 7 as unknown as string })).rejects.toThrow(
    'malformed request greet: name cannot be read',
  )
  expect(greet).not.toHaveBeenCalled()
})

describe('what cannot be read is answered with an error, never thrown', () => {
  async function answerTo(message: unknown): Promise<object | undefined> {
    const posted: object[] = []
    const channel = new Channel<Nothing, Greet>(
      answer => posted.push(answer),
      { greet: { name: isString } },
      { greet: () => ({ greeting: '' }) },
    )
    await channel.receive(message)
    return posted[0]
  }

  test('an unknown kind', async () => {
    expect(await answerTo({ kind: 'steal', requestId: 3 })).toMatchObject({
      ...{ kind: 'error', requestId: 3, error: { message: 'unknown request steal' } },
    })
  })

  test('the name of something every object has', async () => {
    expect(await answerTo({ kind: 'constructor', requestId: 3 })).toMatchObject({ kind: 'error', requestId: 3 })
  })

  test('null', async () => {
    expect(await answerTo(null)).toMatchObject({ kind: 'error', requestId: 0 })
  })

  test('a text', async () => {
    expect(await answerTo('greet')).toMatchObject({ kind: 'error', requestId: 0 })
  })

  test('a request without a number', async () => {
    expect(await answerTo({ kind: 'greet', name: 'Ada' })).toMatchObject({ kind: 'error', requestId: 0 })
  })

  test('a reply nobody waits for is no request and gets no answer', async () => {
    expect(await answerTo({ kind: 'reply', requestId: 9, result: {} })).toBeUndefined()
  })
})

test('a reply that cannot be read rejects its request', async () => {
  const channel = new Channel<Greet, Nothing>(
    message => void channel.receive({ kind: 'reply', requestId: (message as { requestId: number }).requestId }),
    {},
    {},
  )
  await expect(channel.request('greet', { name: 'Ada' })).rejects.toThrow('an answer that cannot be read')
})
