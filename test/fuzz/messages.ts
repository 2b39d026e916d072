import { input, model } from '../../builder/index'
import type { EngineProgress, EngineReply } from '../../engine/requests'
import { Session } from '../../engine/session'
import { readEngineMessage } from '../../webview/engine/engineMessages'
import { Channel, type ExtensionCalls, extensionChecks, type PanelCalls, panelChecks } from '../../webview/protocol'
import { damageValue } from './damageValue'
import type { FuzzKind, Tried } from './fuzzKind'
import type { Random } from './random'

const image = input(6, 6, 1)
const { graph } = model('Small', image, image.conv2d(2, 3).relu().globalAveragePool2d().dense(2).softmax())
const pixels = { width: 6, height: 6, data: new Uint8ClampedArray(144).fill(99) }
const target = { kind: 'class', class: 1 }

/** What the engine is asked, well formed. */
const requests = [
  { kind: 'describe', graph },
  { kind: 'load', graph, seed: 1 },
  { kind: 'predict', imageId: 'a', image: pixels },
  { kind: 'activations', imageId: 'a', layer: 'conv2d_1', limit: 2 },
  { kind: 'explain', imageId: 'a', method: 'gradCam', layer: 'conv2d_1', target },
  { kind: 'field', imageId: 'a', layer: 'conv2d_1', y: 0, x: 0 },
  { kind: 'cancel', target: 1 },
]
const failure = { message: 'not there', action: 'Save it.' }
/** What panel and extension ask each other. */
const calls = [
  { kind: 'ready' },
  { kind: 'revealLayer', layer: 'conv2d_1', keepFocus: true },
  { kind: 'saveFile', name: 'a.png', data: new Uint8Array(4) },
  { kind: 'copyText', text: 'a' },
  { kind: 'engineRequest', message: { kind: 'cancel', requestId: 1 } },
  { kind: 'show', uri: 'file:///a.ts', file: 'a.ts', graph, weights: { status: 'unreadable', file: 'w', failure } },
  { kind: 'select', layers: ['a'] },
  { kind: 'reply', result: {} },
  { kind: 'error', error: failure },
]

/** Damaged messages between panel, extension and engine. */
export const messages: FuzzKind = {
  async start() {
    let sent: (EngineReply | EngineProgress)[] = []
    const session = new Session(message => sent.push(message))
    const ask = async (request: object) => {
      sent = []
      await session.receive(request as never)
      return sent.filter(({ kind }) => kind !== 'progress') as EngineReply[]
    }
    await ask({ kind: 'start', requestId: 0, backend: 'cpu', wasmPath: '/' })
    return {
      async try(random) {
        if (random.chance(0.3)) return tryChannel(random)
        // A network that was damaged is not left for the next case.
        await ask({ kind: 'load', graph, seed: 1, requestId: 1 })
        await ask({ kind: 'predict', imageId: 'a', image: pixels, requestId: 2 })
        const request = damageValue({ ...random.pick(requests), requestId: 7 }, random)
        return { input: JSON.stringify(request), fault: judge(await ask(request as object)) }
      },
      end() {},
    }
  },
}

/** One answer each, and never as a fault of which nobody knew. */
function judge(replies: readonly EngineReply[]): Tried['fault'] {
  if (replies.length !== 1) return `${replies.length} answers`
  const [reply] = replies
  if (reply!.kind !== 'error') return undefined
  const { code, message, action } = reply!.error
  if (code === 'internal') return `internal: ${message}`
  return code && message && action ? undefined : 'an error that says nothing'
}

async function tryChannel(random: Random): Promise<Tried> {
  const message = damageValue({ requestId: 3, ...random.pick(calls) }, random)
  const posted: object[] = []
  const done = () => ({})
  const extension = new Channel<PanelCalls, ExtensionCalls>(reply => posted.push(reply), extensionChecks, {
    ...{
      ready: done as never,
      revealLayer: done,
      saveFile: done,
      copyText: done,
      engineRequest: done,
      endEngine: done,
    },
    openImages: () => ({ images: [], refused: [] }),
  } as never)
  const panel = new Channel<ExtensionCalls, PanelCalls>(reply => posted.push(reply), panelChecks, {
    ...{ show: done, outdate: done, engineMessage: done, select: done },
  } as never)
  await extension.receive(message)
  await panel.receive(message)
  readEngineMessage(message)
  const unclear = posted.find(reply => /Cannot read|is not a function|undefined/.test(JSON.stringify(reply)))
  return { input: JSON.stringify(message), fault: unclear && `unclear: ${JSON.stringify(unclear)}` }
}
