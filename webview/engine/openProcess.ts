import type { Channel } from '../channel'
import type { EngineRequest, ExtensionCalls, PanelCalls } from '../protocol'
import type { OpenCarrier } from './engineClient'

/** Where what is heard of the engine's process goes; set by the carrier that is open. */
export interface ProcessMessages {
  receive?: (message: unknown) => void
  crashed?: (reason: string) => void
}

/** Opens the engine in a Node process beside the extension, which carries the messages to and fro. */
export function openProcess(channel: Channel<ExtensionCalls, PanelCalls>, messages: ProcessMessages): OpenCarrier {
  return async (receive, crashed) => {
    messages.receive = receive
    messages.crashed = crashed
    return {
      post(message) {
        channel
          .request('engineRequest', { message: message as EngineRequest })
          .catch((error: Error) => crashed(error.message))
      },
      end: () => void channel.request('endEngine', {}).catch(() => {}),
    }
  }
}
