/** The script of the page that shows which backends run: tries those of a panel in a worker, and asks for those for Node. */
import { render } from 'lit'
import { Channel, failureOf } from './channel'
import { defineControls } from './controls'
import { EngineClient } from './engine/engineClient'
import { fetchWasm } from './engine/fetchWasm'
import { openWorker } from './engine/openWorker'
import type { BackendCalls, BackendName, BackendReport, BackendSetup } from './protocol'
import { NODE_BACKENDS, PANEL_BACKENDS } from './views/backends/backendRows'
import { backendsView } from './views/backends/backends'

declare function acquireVsCodeApi(): { postMessage(message: object): void }

defineControls()
const editor = acquireVsCodeApi()
const root = document.getElementById('panel')!
const reports = new Map<BackendName, BackendReport | undefined>(
  [...PANEL_BACKENDS, ...NODE_BACKENDS].map(name => [name, undefined]),
)
let setting: BackendSetup['backend'] = 'auto'

const channel = new Channel<BackendCalls, Record<never, never>>(message => editor.postMessage(message), {}, {})
window.addEventListener('message', ({ data }) => void channel.receive(data))
draw()
void survey()

function draw(): void {
  render(
    backendsView(reports, setting, text => void channel.request('copyText', { text })),
    root,
  )
}

async function survey(): Promise<void> {
  const setup = await channel.request('ready', {})
  setting = setup.backend
  draw()
  await Promise.all([surveyPanel(setup), ...NODE_BACKENDS.map(surveyProcess)])
}

/** One after the other, each in a worker of its own: one that hangs or crashes takes no other along. */
async function surveyPanel({ workerUrl, wasmUrl }: BackendSetup): Promise<void> {
  const wasmPath = await fetchWasm(wasmUrl)
  for (const name of PANEL_BACKENDS) {
    const engine = new EngineClient(openWorker(workerUrl))
    await note(
      name,
      engine.call('survey', { backends: [name], wasmPath }).result.then(({ backends: [report] }) => report),
    )
    engine.restart()
  }
}

async function surveyProcess(backend: (typeof NODE_BACKENDS)[number]): Promise<void> {
  await note(
    backend,
    channel.request('surveyProcess', { backend }).then(({ report }) => report),
  )
}

async function note(name: BackendName, answer: Promise<BackendReport>): Promise<void> {
  const report = await answer.catch(error => ({ name, reason: failureOf(error).message }))
  reports.set(name, report)
  draw()
}
