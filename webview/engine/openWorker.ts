import type { OpenCarrier } from './engineClient'

/**
 * Opens the engine in a worker of the panel.
 *
 * The script is fetched and started from a blob: URL, since a worker may not be started from another origin, which the
 * extension's files have in a panel.
 */
export function openWorker(scriptUrl: string): OpenCarrier {
  return async (receive, crashed) => {
    const response = await fetch(scriptUrl)
    if (!response.ok) throw new Error(`the engine's script could not be read (${response.status})`)
    const blobUrl = URL.createObjectURL(new Blob([await response.arrayBuffer()], { type: 'text/javascript' }))
    const worker = new Worker(blobUrl)
    URL.revokeObjectURL(blobUrl)
    worker.addEventListener('message', ({ data }) => receive(data))
    worker.addEventListener('messageerror', () => crashed('the engine sent something that cannot be read'))
    worker.addEventListener('error', event => {
      worker.terminate()
      crashed(`the engine stopped: ${event.message || 'its script could not run'}`)
    })
    return { post: request => worker.postMessage(request), end: () => worker.terminate() }
  }
}
