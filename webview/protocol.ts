import type { Graph, Preprocessing } from '../builder/graph'
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
import {
  type Check,
  isBoolean,
  isBytes,
  isCount,
  isEither,
  isFloats,
  isListOf,
  isMapOf,
  isNumber,
  isObject,
  isOneOf,
  isOptional,
  isRecord,
  isString,
} from './checks'
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

/** How the messages to the extension must look. */
export const extensionChecks: RequestChecks<ExtensionCalls> = {
  ready: isObject,
  revealLayer: isRecord({ layer: isString, keepFocus: isBoolean }),
  saveFile: isRecord({ name: isString, data: isBytes }),
  saveReport: isRecord({ report: isReport }),
  copyText: isRecord({ text: isString }),
  engineRequest: isRecord({ message: isRecord({ kind: isString, requestId: isCount }) }),
  endEngine: isObject,
  openImages: isObject,
  openFolder: isObject,
  readImages: isRecord({ uris: isListOf(isString) }),
  keepPreprocessing: isRecord({ preprocessing: isOptional(isObject) }),
}

/** How the messages of the page of the backends must look. */
export const backendChecks: RequestChecks<BackendCalls> = {
  ready: isObject,
  surveyProcess: isRecord({ backend: isOneOf('tfjs-node-gpu', 'tfjs-node') }),
  copyText: isRecord({ text: isString }),
}

const isEdge = isRecord({ layer: isString, output: isCount })

const isGraph = isRecord({
  name: isString,
  layers: isListOf(
    isRecord({
      name: isString,
      kind: isString,
      options: isObject,
      inputs: isListOf(isEdge),
      outputShapes: isListOf(Array.isArray),
    }),
  ),
  inputs: isListOf(isString),
  outputs: isListOf(isEdge),
  info: isObject,
})

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
  show: isRecord({
    ...{ uri: isString, file: isString, graph: isGraph, weights: isShownWeights },
    preprocessing: isOptional(isObject),
  }),
  outdate: isRecord({ reason: isString }),
  engineMessage: isRecord({ message: isObject }),
  engineStopped: isRecord({ reason: isString }),
  select: isRecord({ layers: isListOf(isString) }),
  showTab: isRecord({ tab: isOneOf(...TABS) }),
  showDefect: isRecord({
    defect: isOneOf('checkerboard', 'gridding', 'uneven-padding', 'window-skips-pixels'),
    layers: value => isListOf(isString)(value) && (value as unknown[]).length > 0,
  }),
}

/** Whether what a reloaded window hands back is a state that we stored. */
export function isPanelState(value: unknown): value is PanelState {
  return isRecord({ uri: isString, model: isString })(value)
}

const isImage = isRecord({ width: isCount, height: isCount, data: isBytes })

const isCost = isRecord({ forwardPasses: isNumber, backwardPasses: isNumber })

const isQuantity = isRecord({ value: isEither(isNumber, value => value === null), text: isString })

const isLayerDescription = isRecord({
  ...{ name: isString, kind: isString, shape: isString },
  inputs: isListOf(isRecord({ layer: isString, shape: isString })),
  ...{ parameters: isQuantity, fixedParameters: isQuantity, macs: isQuantity, memory: isQuantity, field: isQuantity },
})

const isBox = isRecord({ top: isNumber, left: isNumber, bottom: isNumber, right: isNumber })

const isReading = isEither(
  isRecord({ kind: isOneOf('classes') }),
  isRecord({
    ...{ kind: isOneOf('mask'), height: isCount, width: isCount, places: isBytes, confidence: isNumber },
    classes: isListOf(isRecord({ label: isString, count: isCount, confidence: isNumber })),
  }),
  isRecord({
    kind: isOneOf('boxes'),
    boxes: isListOf(
      isRecord({ box: isBox, class: isCount, label: isString, score: isNumber, output: isCount, element: isCount }),
    ),
  }),
  isRecord({
    kind: isOneOf('values'),
    reason: isOptional(isString),
    outputs: isListOf(
      isRecord({
        ...{ layer: isString, shape: isListOf(isCount), min: isNumber, max: isNumber, mean: isNumber },
        ...{ standardDeviation: isNumber, picture: isOptional(isRecord({ image: isImage })) },
      }),
    ),
  }),
)

const KERNEL_VIEWS = ['colours', 'norm', 'channel', 'matrix']

const isNumberMap = isRecord({ height: isCount, width: isCount, values: isFloats })
const isCurve = isRecord({ scores: isFloats, area: isNumber })

const isBackendReport = isRecord({
  ...{ name: isString, version: isOptional(isString), device: isOptional(isString) },
  ...{ milliseconds: isOptional(isNumber), reason: isOptional(isString) },
})

const engineResults: Readonly<Record<string, Check>> = {
  start: isRecord({ backend: isString, tried: isListOf(isRecord({ name: isString, reason: isString })) }),
  survey: isRecord({ backends: isListOf(isBackendReport) }),
  describe: isRecord({
    layers: isListOf(isLayerDescription),
    ...{ parameters: isQuantity, fixedParameters: isQuantity, macs: isQuantity, peakMemory: isQuantity },
  }),
  load: isRecord({
    trained: isBoolean,
    layers: isListOf(isRecord({ name: isString, kind: isString, shape: Array.isArray, explainable: isBoolean })),
    explanations: isListOf(
      isRecord({
        name: isString,
        title: isString,
        answers: isString,
        needs: isOneOf('layer', 'none'),
        costs: isListOf(isCost),
        trust: isListOf(isCost),
      }),
    ),
    report: isOptional(
      isRecord({
        matched: Array.isArray,
        missing: isListOf(isString),
        unused: isListOf(isString),
        notes: isListOf(isString),
      }),
    ),
  }),
  predict: isRecord({
    ...{ scores: isFloats, logits: isFloats, labels: isListOf(isString), milliseconds: isNumber },
    ...{ reading: isReading, readings: isListOf(isString), output: isCount },
    fed: isListOf(isRecord({ name: isString, shape: isListOf(isCount), kind: isString })),
  }),
  activations: isRecord({
    layer: isString,
    shape: isListOf(isCount),
    channels: isListOf(
      isRecord({
        ...{ min: isNumber, max: isNumber, mean: isNumber, dead: isBoolean },
        ...{ saturated: isNumber, notFinite: isCount },
      }),
    ),
    tiles: isBytes,
    tileWidth: isCount,
    tileHeight: isCount,
  }),
  contributions: isRecord({ layer: isString, label: isString, channels: isFloats }),
  channel: isRecord({
    ...{ layer: isString, channel: isCount, height: isCount, width: isCount, values: isFloats },
    histogram: isRecord({ from: isNumber, to: isNumber, counts: isListOf(isCount) }),
  }),
  kernels: isRecord({
    ...{ layer: isString, weight: isString, weights: isListOf(isString), height: isCount, width: isCount },
    ...{ channels: isCount, groups: isCount, makesOutput: isBoolean, largest: isNumber },
    view: isRecord({ of: isOneOf(...KERNEL_VIEWS) }),
    views: isListOf(isOneOf(...KERNEL_VIEWS)),
    filters: isListOf(
      isRecord({
        ...{ min: isNumber, max: isNumber, mean: isNumber, norm: isNumber, dead: isBoolean, notFinite: isCount },
        twin: isOptional(isCount),
      }),
    ),
    picture: isEither(
      isRecord({ kind: isOneOf('tiles'), drawn: isCount, values: isFloats }),
      isRecord({
        ...{ kind: isOneOf('matrix'), rows: isCount, columns: isCount, values: isFloats },
        ...{ filtersEach: isCount, channelsEach: isCount },
      }),
    ),
  }),
  filter: isRecord({
    ...{ layer: isString, weight: isString, filter: isCount, height: isCount, width: isCount, channels: isCount },
    ...{ firstChannel: isCount, values: isFloats, bias: isOptional(isNumber) },
  }),
  keep: isObject,
  artefact: isRecord({
    ...{ defect: isString, layers: isListOf(isString), structure: isNumberMap, own: isOptional(isNumberMap) },
    ...{ channel: isOptional(isCount), facts: isMapOf(isNumber) },
  }),
  explain: isRecord({
    ...{ method: isString, input: isString },
    layer: isOptional(isString),
    label: isString,
    heat: isImage,
    picture: isOptional(isImage),
    ...{ score: isNumber, isShare: isBoolean },
    signed: isBoolean,
    empty: isBoolean,
    facts: isMapOf(isNumber),
    cost: isCost,
  }),
  trust: isRecord({
    ...{ label: isString, input: isString },
    deletion: isCurve,
    insertion: isCurve,
    road: isRecord({ score: isNumber }),
    randomization: isListOf(isRecord({ layer: isString, correlation: isNumber })),
    inside: isOptional(isRecord({ inside: isNumber, chance: isNumber })),
  }),
  field: isRecord({
    ...{ layer: isString, input: isString, y: isCount, x: isCount, height: isCount, width: isCount, heat: isImage },
    box: isOptional(isBox),
  }),
  cancel: isObject,
}

const isProgress = isRecord({
  ...{ kind: isOneOf('progress'), requestId: isCount, message: isString },
  steps: isOptional(isRecord({ done: isCount, all: isCount })),
})

const isEngineError = isRecord({
  kind: isOneOf('error'),
  requestId: isCount,
  error: isRecord({ code: isString, message: isString, action: isString }),
})

/** What the engine's worker or process sent, or undefined where it cannot be read. */
export function readEngineMessage(value: unknown): EngineReply | EngineProgress | undefined {
  if (!isObject(value) || !isString(value.kind)) return undefined
  const result = Object.hasOwn(engineResults, value.kind as string) ? engineResults[value.kind as string] : undefined
  const readable =
    result === undefined ? isProgress(value) || isEngineError(value) : isCount(value.requestId) && result(value.result)
  return readable ? (value as unknown as EngineReply | EngineProgress) : undefined
}
