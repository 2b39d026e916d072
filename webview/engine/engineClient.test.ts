import { expect, test, vi } from 'vitest'
import { EngineClient, EngineRefusal, type OpenCarrier } from './engineClient'

const started = { backend: 'cpu', tried: [] }
const start = { backend: 'auto', wasmPath: '/wasm/' } as const

/** An engine that the test answers for. */
function fakeEngine() {
  const posted: { kind: string; requestId: number; target?: number }[] = []
  const engines: { receive: (message: unknown) => void; crash: (reason: string) => void; ended: boolean }[] = []
  const open: OpenCarrier = async (receive, crashed) => {
    const engine = { receive, crash: crashed, ended: false }
    engines.push(engine)
    const end = () => {
      engine.ended = true
    }
    return { post: request => posted.push(request as (typeof posted)[number]), end }
  }
  return { client: new EngineClient(open), posted, engines }
}

test('a request is answered by the reply with its number', async () => {
  const { client, posted, engines } = fakeEngine()
  const { result } = client.call('start', start)
  await vi.waitFor(() => expect(posted).toHaveLength(1))
  engines[0].receive({ kind: 'start', requestId: 99, result: { ...started, backend: 'wasm' } })
  engines[0].receive({ kind: 'start', requestId: posted[0].requestId, result: started })
  expect(await result).toEqual(started)
})

test('progress is told and does not answer', async () => {
  const { client, posted, engines } = fakeEngine()
  const told: string[] = []
  const { result } = client.call('start', start, message => told.push(message))
  await vi.waitFor(() => expect(posted).toHaveLength(1))
  const { requestId } = posted[0]
  engines[0].receive({ kind: 'progress', requestId, message: 'starting webgpu' })
  engines[0].receive({ kind: 'start', requestId, result: started })
  await result
  expect(told).toEqual(['starting webgpu'])
})

test('an error reply is a refusal with its code and action', async () => {
  const { client, posted, engines } = fakeEngine()
  const { result } = client.call('start', start)
  await vi.waitFor(() => expect(posted).toHaveLength(1))
  const error = { code: 'no-backend', message: 'none starts', action: 'Update.' }
  engines[0].receive({ kind: 'error', requestId: posted[0].requestId, error })
  const refusal = await result.catch(refusal => refusal)
  expect(refusal).toBeInstanceOf(EngineRefusal)
  expect(refusal).toMatchObject(error)
})

test('an answer that cannot be read is a refusal too', async () => {
  const { client, posted, engines } = fakeEngine()
  const { result } = client.call('start', start)
  await vi.waitFor(() => expect(posted).toHaveLength(1))
  engines[0].receive({ kind: 'start', requestId: posted[0].requestId, result: { backend: 'cpu' } })
  await expect(result).rejects.toThrow("the engine's answer to start cannot be read")
})

test('nonsense is passed over', async () => {
  const { client, posted, engines } = fakeEngine()
  const { result } = client.call('start', start)
  await vi.waitFor(() => expect(posted).toHaveLength(1))
  engines[0].receive(null)
  engines[0].receive('?')
  engines[0].receive({ kind: 'start', requestId: posted[0].requestId, result: started })
  expect(await result).toEqual(started)
})

test('cancel names the request that it stops', async () => {
  const { client, posted } = fakeEngine()
  const call = client.call('start', start)
  call.result.catch(() => {})
  call.cancel()
  await vi.waitFor(() => expect(posted).toHaveLength(2))
  expect(posted[1]).toMatchObject({ kind: 'cancel', target: posted[0].requestId })
})

test('a crash refuses all that wait, and the next request starts a new engine', async () => {
  const { client, posted, engines } = fakeEngine()
  const waiting = [client.call('start', start).result, client.call('start', start).result]
  await vi.waitFor(() => expect(posted).toHaveLength(2))
  engines[0].crash('out of memory')
  for (const result of waiting)
    await expect(result).rejects.toMatchObject({ code: 'crashed', message: 'out of memory' })
  const { result } = client.call('start', start)
  await vi.waitFor(() => expect(posted).toHaveLength(3))
  engines[1].receive({ kind: 'start', requestId: posted[2].requestId, result: started })
  expect(await result).toEqual(started)
})

test('what a crashed engine still says is not heard', async () => {
  const { client, posted, engines } = fakeEngine()
  client.call('start', start).result.catch(() => {})
  await vi.waitFor(() => expect(posted).toHaveLength(1))
  engines[0].crash('out of memory')
  const { result } = client.call('start', start)
  await vi.waitFor(() => expect(posted).toHaveLength(2))
  engines[0].receive({ kind: 'start', requestId: posted[1].requestId, result: { ...started, backend: 'wasm' } })
  engines[1].receive({ kind: 'start', requestId: posted[1].requestId, result: started })
  expect(await result).toEqual(started)
})

test('a restart ends the engine', async () => {
  const { client, posted, engines } = fakeEngine()
  const { result } = client.call('start', start)
  await vi.waitFor(() => expect(posted).toHaveLength(1))
  client.restart()
  await expect(result).rejects.toMatchObject({ code: 'crashed' })
  expect(engines[0].ended).toBe(true)
})

test('an engine that cannot be opened refuses with the reason', async () => {
  const client = new EngineClient(() => Promise.reject(new Error('the script could not be read (404)')))
  await expect(client.call('start', start).result).rejects.toMatchObject({
    ...{ code: 'crashed', message: 'the script could not be read (404)' },
  })
})

test('a crash while nothing is asked is told', async () => {
  const { client, posted, engines } = fakeEngine()
  const told: string[] = []
  client.onIdleCrash(({ message }) => told.push(message))
  const { result } = client.call('start', start)
  await vi.waitFor(() => expect(posted).toHaveLength(1))
  engines[0].receive({ kind: 'start', requestId: posted[0].requestId, result: started })
  await result
  engines[0].crash('out of memory')
  expect(told).toEqual(['out of memory'])
})
