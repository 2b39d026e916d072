const MB = 2 ** 20

/**
 * What looks into a page and the panel's engine in it: memory after a collection, and what hangs on it.
 *
 * @param {import('playwright-core').Page} page
 * @returns {Promise<() => Promise<Record<string, number>>>}
 */
export async function takeLook(page) {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  const workers = await workersOf(session)
  return async () => {
    const engine = await engineOf(page)
    // A second collection takes what the first has let go.
    for (let turn = 0; turn < 2; turn++) await session.send('HeapProfiler.collectGarbage')
    const { metrics } = await session.send('Performance.getMetrics')
    const metric = name => metrics.find(one => one.name === name).value
    return {
      'page heap MB': metric('JSHeapUsedSize') / MB,
      'page nodes': metric('Nodes'),
      'page listeners': metric('JSEventListeners'),
      'page documents': metric('Documents'),
      'engine heap MB': await workers.heap(),
      ...engine,
      workers: page.workers().length,
    }
  }
}

/** TensorFlow.js keeps its engine where every copy of it finds it: in a global of the worker. */
async function engineOf(page) {
  for (const worker of page.workers()) {
    const found = await worker.evaluate(() => {
      const engine = globalThis._tfengine
      if (engine === undefined) return undefined
      const { numTensors, numBytes } = engine.memory()
      return { numTensors, numBytes, wasm: engine.registry.wasm?.wasm.HEAPU8.byteLength ?? 0 }
    })
    if (found === undefined) continue
    return {
      'engine tensors': found.numTensors,
      'engine tensor MB': found.numBytes / MB,
      'engine WebAssembly MB': found.wasm / MB,
    }
  }
  throw new Error('no engine runs in the page')
}

/** The workers of the page by the protocol of the developer tools, which alone tells their heaps. */
async function workersOf(session) {
  const sessions = new Set()
  const waiting = new Map()
  let lastId = 0
  session.on('Target.attachedToTarget', ({ sessionId }) => sessions.add(sessionId))
  session.on('Target.detachedFromTarget', ({ sessionId }) => sessions.delete(sessionId))
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, result, error } = JSON.parse(message)
    const waits = waiting.get(id)
    waiting.delete(id)
    if (error) waits?.reject(new Error(error.message))
    else waits?.resolve(result)
  })
  await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false })

  const send = (sessionId, method, params = {}) =>
    new Promise((resolve, reject) => {
      const id = ++lastId
      waiting.set(id, { resolve, reject })
      session
        .send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method, params }) })
        .catch(reject)
    })
  const isEngine = async sessionId => {
    const { result } = await send(sessionId, 'Runtime.evaluate', { expression: 'typeof _tfengine' })
    return result.value === 'object'
  }
  return {
    async heap() {
      for (const sessionId of sessions) {
        if (!(await isEngine(sessionId))) continue
        for (let turn = 0; turn < 2; turn++) await send(sessionId, 'HeapProfiler.collectGarbage')
        const { usedSize } = await send(sessionId, 'Runtime.getHeapUsage')
        return usedSize / MB
      }
      throw new Error('no engine runs in the page')
    },
  }
}
