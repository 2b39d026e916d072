import type { Graph, Preprocessing } from '../builder/graph'
import {
  type Check,
  isBoolean,
  isBytes,
  isCount,
  isEither,
  isListOf,
  isMapOf,
  isOneOf,
  isOpaque,
  isOptional,
  isRecord,
  isString,
} from '../engine/dataChecks'
import { isGraph } from '../engine/requestMembers'
import type {
  BackendName,
  BackendReport,
  Defect,
  EngineProgress,
  EngineReply,
  EngineRequest,
  WeightFiles,
} from '../engine/requests'
import type { Failure, RequestChecks } from './channel'
import type { Report } from './report/report'

export type { Graph, Preprocessing } from '../builder/graph'
export type {
  BackendName,
  BackendReport,
  EngineProgress,
  EngineReply,
  EngineRequest,
  WeightFile,
  WeightFiles,
} from '../engine/requests'
export { shardPaths } from '../engine/weights/tfjsModel'
export { type Calls, Channel, ChannelError, type Failure, failureOf, type Handlers } from './channel'
export { fileSizeProblem } from './images/imageFile'
export type { Report } from './report/report'

/** What the panel asks of the extension. */
export type ExtensionCalls = {
  /** The first request: the panel listens now. */
  ready: { request: object; result: Setup }
  /** Shows the call that makes a layer in the editor. */
  revealLayer: { request: { layer: string; keepFocus: boolean }; result: object }
  /** Writes a file where the user wants it. */
  saveFile: { request: { name: string; data: Uint8Array<ArrayBuffer> }; result: object }
  /** Makes a page of the report, and writes it where the user wants it. */
  saveReport: { request: { report: Report }; result: object }
  /** Puts a text on the clipboard. */
  copyText: { request: { text: string }; result: object }
  /** Hands a request to the engine's process beside the extension, which starts with the first one. */
  engineRequest: { request: { message: EngineRequest }; result: object }
  /** Ends that process at once, whatever it is doing. */
  endEngine: { request: object; result: object }
  /** Lets the user pick image files. None, where the user thinks better of it. */
  openImages: { request: object; result: PickedImages }
  /** Lets the user pick a folder of images. */
  openFolder: { request: object; result: PickedImages }
  /** Reads images by their addresses, which were dropped or are in a folder; a folder itself is listed. */
  readImages: { request: { uris: string[] }; result: PickedImages }
  /** Keeps how the user wants the shown model's images prepared; undefined where the model decides. */
  keepPreprocessing: { request: { preprocessing?: Preprocessing }; result: object }
}

/** What the extension asks of the panel. */
export type PanelCalls = {
  /** Shows a model from now on, or its new version after an edit. */
  show: { request: ShownModel; result: object }
  /** The code is not a model at the moment; what is shown is out of date. */
  outdate: { request: { reason: string }; result: object }
  /** The engine's process sent this. */
  engineMessage: { request: { message: EngineReply | EngineProgress }; result: object }
  /** That process ended by itself while nothing was asked of it, and what it knew is lost. */
  engineStopped: { request: { reason: string }; result: object }
  /** The cursor is at the call that made these layers, several in a loop. */
  select: { request: { layers: string[] }; result: object }
  /** Turns to one of the views. */
  showTab: { request: { tab: Tab }; result: object }
  /** Shows what a design defect does. */
  showDefect: { request: ShownDefect; result: object }
}

/** The panel's views. */
export const TABS = ['look', 'compare', 'filters', 'architecture', 'summary'] as const
export type Tab = (typeof TABS)[number]

/** A defect, and the layers that make it: one, or the first and the last of a row. */
export interface ShownDefect {
  readonly defect: Defect
  readonly layers: readonly string[]
}

/** What the page of the backends asks of the extension, which asks nothing of it. */
export type BackendCalls = {
  ready: { request: object; result: BackendSetup }
  /** Tries a package of TensorFlow for Node, in a process of its own. */
  surveyProcess: { request: { backend: NodeBackend }; result: { report: BackendReport } }
  copyText: ExtensionCalls['copyText']
}

export type NodeBackend = Extract<BackendName, 'tfjs-node-gpu' | 'tfjs-node'>

/** Members as in {@link Setup}. */
export type BackendSetup = Pick<Setup, 'workerUrl' | 'wasmUrl' | 'backend'>

export interface Setup {
  /** Whether the engine runs in a Node process beside the extension, and not in a worker of the panel. */
  readonly inProcess: boolean
  /** Address of the engine's worker script. */
  readonly workerUrl: string
  /** Address of the script that lays graphs out, in a worker too. */
  readonly layoutUrl: string
  /** Address of the script that reads weight files which the engine's worker does not, in a worker too. */
  readonly weightsUrl: string
  /** Folder with TensorFlow.js's .wasm files, with a slash at the end: an address, or a path for a process. */
  readonly wasmUrl: string
  readonly backend: BackendName | 'auto'
  readonly samples: readonly Sample[]
}

/** The sets of pictures that come with Convolens. */
export type SampleSet = 'digits' | 'scenes' | 'photographs'

/** A picture that comes with Convolens. */
export interface Sample {
  readonly set: SampleSet
  readonly name: string
  readonly url: string
  /** What it shows, by whom, and its licence. */
  readonly credit?: string
}

/** What came of a wish to open images. */
export interface PickedImages {
  readonly images: ImageFile[]
  readonly refused: Failure[]
  readonly folder?: ImageFolder
}

/** The pictures of a folder, not read yet. */
export interface ImageFolder {
  readonly name: string
  readonly files: readonly { readonly name: string; readonly uri: string }[]
}

export interface ImageFile {
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

export interface ShownModel {
  /** Address of the file that makes the model: what is stored to restore the panel. */
  readonly uri: string
  /** Its name for people. */
  readonly file: string
  readonly graph: Graph
  readonly weights: ShownWeights
  /** How the user wants its images prepared, where that is not as the model says. */
  readonly preprocessing?: Preprocessing
}

export type ShownWeights =
  | { readonly status: 'none' }
  /** The same as at the last `show`: they are not sent again. */
  | { readonly status: 'unchanged' }
  | { readonly status: 'read'; readonly file: string; readonly files: WeightFiles }
  | { readonly status: 'unreadable'; readonly file: string; readonly failure: Failure }

/** What the panel keeps for the time after a reload of the window. */
export interface PanelState {
  readonly uri: string
  readonly model: string
  /** The panel's own business. */
  readonly choices?: unknown
  readonly image?: unknown
}

const isReport = isRecord({
  title: isString,
  lines: isListOf(isString),
  sections: isListOf(
    isRecord({
      title: isString,
      parts: isListOf(
        isEither(
          isRecord({ kind: isOneOf('text'), text: isString }),
          isRecord({ kind: isOneOf('picture'), text: isString, data: isBytes }),
          isRecord({ kind: isOneOf('drawing'), text: isString, svg: isString }),
          isRecord({ kind: isOneOf('table'), rows: isListOf(isListOf(isString)) }),
        ),
      ),
    }),
  ),
})

/** What is in it, the engine looks at. */
const isAsked = isRecord({ kind: isString, requestId: isCount }) as Check<never>

/** How the messages to the extension must look. */
export const extensionChecks: RequestChecks<ExtensionCalls> = {
  ready: {},
  revealLayer: { layer: isString, keepFocus: isBoolean },
  saveFile: { name: isString, data: isBytes },
  saveReport: { report: isReport },
  copyText: { text: isString },
  engineRequest: { message: isAsked },
  endEngine: {},
  openImages: {},
  openFolder: {},
  readImages: { uris: isListOf(isString) },
  keepPreprocessing: { preprocessing: isOptional(isOpaque) },
}

/** How the messages of the page of the backends must look. */
export const backendChecks: RequestChecks<BackendCalls> = {
  ready: {},
  surveyProcess: { backend: isOneOf('tfjs-node-gpu', 'tfjs-node') },
  copyText: { text: isString },
}

const isFailure = isRecord({ message: isString, action: isString })

const isShownWeights = isEither(
  isRecord({ status: isOneOf('none', 'unchanged') }),
  isRecord({
    status: isOneOf('read'),
    file: isString,
    files: isEither(
      isRecord({ manifest: isString, shards: isMapOf(isBytes) }),
      isRecord({ file: isString, data: isBytes }),
    ),
  }),
  isRecord({ status: isOneOf('unreadable'), file: isString, failure: isFailure }),
)

/** How the messages to the panel must look. */
export const panelChecks: RequestChecks<PanelCalls> = {
  show: {
    ...{ uri: isString, file: isString, graph: isGraph, weights: isShownWeights },
    preprocessing: isOptional(isOpaque),
  },
  outdate: { reason: isString },
  engineMessage: { message: isOpaque },
  engineStopped: { reason: isString },
  select: { layers: isListOf(isString) },
  showTab: { tab: isOneOf(...TABS) },
  showDefect: {
    defect: isOneOf('checkerboard', 'gridding', 'uneven-padding', 'window-skips-pixels'),
    layers: (value): value is string[] => isListOf(isString)(value) && value.length > 0,
  },
}

/** Whether what a reloaded window hands back is a state that we stored. */
export function isPanelState(value: unknown): value is PanelState {
  return isRecord({ uri: isString, model: isString })(value)
}
