import type { Graph } from '../builder/graph'
import type { EngineErrorCode } from './engineError'
import type { ExplainOptions, ExplanationMap, FieldMap, OfferedExplanation, Target, Trust } from './explanationMaps'
import type { FilterNumbers, KernelView, LayerKernels } from './kernelReadings'
import type { ActivationMaps, ArtefactMap, ChannelMap, Contributions, Defect, LayerOfImage } from './layerPictures'
import type { Prediction, ReadingKind } from './outputReadings'
import type { SourceWeight } from './weights/sourceWeight'

export type {
  Cost,
  Curve,
  ExplainOptions,
  ExplanationMap,
  FieldMap,
  OfferedExplanation,
  Target,
  Trust,
} from './explanationMaps'
export type {
  FilterNumbers,
  FilterStatistics,
  KernelMatrix,
  KernelTiles,
  KernelView,
  LayerKernels,
} from './kernelReadings'
export type {
  ActivationMaps,
  ArtefactFacts,
  ArtefactMap,
  ChannelMap,
  ChannelStatistics,
  Contributions,
  Defect,
  LayerOfImage,
  NumberMap,
} from './layerPictures'
export type {
  BoxesReading,
  FedInput,
  FoundBox,
  MaskClass,
  MaskReading,
  OutputValues,
  Prediction,
  Reading,
  ReadingKind,
  ValuesReading,
} from './outputReadings'

/**
 * What a panel asks of the engine and what the engine answers: plain data that `postMessage` carries.
 *
 * Every request has an id, and gets exactly one {@link EngineReply} with that id: a result or an error. Before it, any
 * number of {@link EngineProgress} may come. Requests are answered one after the other, `cancel` at once.
 */
export type EngineRequest = { [Kind in RequestKind]: { kind: Kind; requestId: number } & Requests[Kind] }[RequestKind]

export type RequestKind = keyof Requests

/** The payload of each kind of request. */
export interface Requests {
  /** Starts a backend. First of all requests; again to change the backend, after which `load` must follow. */
  start: {
    /** `auto` takes the fastest that starts; another name allows only that one. */
    backend: BackendName | 'auto'
    /**
     * The folder with TensorFlow.js's .wasm files: a URL (or a path, in Node) that ends with a slash. Or the URL of each
     * file by its name, where a worker cannot fetch from the folder.
     */
    wasmPath: string | Readonly<Record<string, string>>
    /** Also accept GPU adapters that are emulated on the CPU. For tests: they are slower than `wasm`. */
    allowSoftware?: boolean
  }
  /** Starts each of these backends in turn and times it. What was started and loaded before is gone then. */
  survey: { backends: BackendName[]; wasmPath: Requests['start']['wasmPath'] }
  /** Says what every layer gives, holds and costs. Needs no backend, and may come before all other requests. */
  describe: { graph: Graph }
  /**
   * Makes a network ready to run. Layers without loaded weights get weights from the seed. `same` are the files of the last
   * `load` behind the last `start`, which are not sent again.
   */
  load: { graph: Graph; weights?: WeightFiles | 'same'; seed: number }
  /** Runs an image; later requests name it by `imageId`. The engine remembers the last {@link REMEMBERED_IMAGES}. */
  predict: {
    imageId: string
    /** For every input that takes one and has no feed of its own. */
    image: Image
    /** What goes into inputs by their names; into those that take no image and are not named, noise. */
    feeds?: Readonly<Record<string, InputFeed>>
    /** The output whose classes or mask are read, counted from 0; the first, where it is not told. */
    output?: number
    /** How to read the output; by itself where that is not told, or not among {@link Prediction.readings}. */
    reading?: ReadingKind
  }
  /** What a layer gives for an image, channel by channel. */
  activations: LayerOfImage
  /** How much each channel of a layer speaks for a target. */
  contributions: { imageId: string; layer: string; target: Target }
  /** One channel of a layer as numbers, counted from 0. */
  channel: LayerOfImage & { channel: number }
  /** The filters of a layer; `weight` and `view` are chosen by themselves where they are not told, or do not suit. */
  kernels: { layer: string; weight?: string; view?: KernelView }
  /** One of these filters, counted from 0, as numbers. */
  filter: { layer: string; weight?: string; filter: number }
  /** Keeps the network as it is, with its weights, beside those loaded later: {@link LayerOfImage.version}. */
  keep: Record<never, never>
  /** What a defect does, made by the layers themselves: one, or the first and the last of a row. */
  artefact: { defect: Defect; layers: string[] }
  /** Explains a result by one of the methods that {@link Loaded.explanations} lists. */
  explain: {
    imageId: string
    method: string
    /** The layer whose map is explained, for methods that need one. */
    layer?: string
    target: Target
    /** In whose pixels it is explained: of several, the first that takes an image and leads to what is explained. */
    input?: string
    options?: ExplainOptions
  }
  /** Measures how far an explanation is to be believed. It takes what {@link OfferedExplanation.trust} says. */
  trust: Requests['explain']
  /** What one place of a layer's map sees of the image. */
  field: { imageId: string; layer: string; y: number; x: number; input?: string }
  /** Stops the request with the id `target`: it is answered with the error `cancelled`, unless it is done already. */
  cancel: { target: number }
}

/** The payload of the answer to each kind of request. */
export interface Replies {
  start: Started
  survey: { backends: BackendReport[] }
  describe: Description
  load: Loaded
  predict: Prediction
  activations: ActivationMaps
  contributions: Contributions
  channel: ChannelMap
  kernels: LayerKernels
  filter: FilterNumbers
  keep: Record<never, never>
  artefact: ArtefactMap
  explain: ExplanationMap
  trust: Trust
  field: FieldMap
  cancel: Record<never, never>
}

export type EngineReply =
  | { [Kind in RequestKind]: { kind: Kind; requestId: number; result: Replies[Kind] } }[RequestKind]
  | { kind: 'error'; requestId: number; error: EngineFailure }

export interface EngineProgress {
  kind: 'progress'
  requestId: number
  /** What is being done, for people: `compiling shaders`. */
  message: string
  /** How many of the passes are done, where they can be counted. */
  steps?: Steps
}

export interface Steps {
  done: number
  all: number
}

export interface EngineFailure {
  code: EngineErrorCode
  /** Names the layer, file or backend at fault. */
  message: string
  /** What the user can do about it, in one sentence. */
  action: string
}

/** How many images the engine keeps; asking for an older one is the error `unknown-image`. */
export const REMEMBERED_IMAGES = 8

/** Of these, `tfjs-node-gpu` and `tfjs-node` run in a Node process only, the GPU's two in a panel only. */
export type BackendName = 'tfjs-node-gpu' | 'tfjs-node' | 'webgpu' | 'webgl' | 'wasm' | 'cpu'

/** Pixels of 0…255, row by row, red, green, blue, alpha: what `ImageData` has. */
export interface Image {
  width: number
  height: number
  data: Uint8ClampedArray<ArrayBuffer>
}

/** What goes into an input: an image, where it takes one, or numbers that are made. */
export type InputFeed = Image | GeneratedNumbers

/** Normally distributed ones with mean 0 and deviation 1, the same at every run; or all alike. */
export type GeneratedNumbers = 'noise' | 'zeros' | 'ones'

export type WeightFiles = TfjsModelFiles | WeightFile | WeightTensors

/** A single file of weights, of any format that `readWeights` knows, and its name. */
export interface WeightFile {
  file: string
  data: ArrayBuffer
}

/** What was in a file of weights, read before. */
export interface WeightTensors {
  file: string
  tensors: readonly SourceWeight[]
}

/** Of the worker that reads a {@link WeightFile}. */
export type WeightsAnswer = { readonly tensors: readonly SourceWeight[] } | { readonly error: EngineFailure }

/** A TensorFlow.js layers model: the text of its model.json, and its binary files by the name the manifest gives. */
export interface TfjsModelFiles {
  manifest: string
  shards: Record<string, ArrayBuffer>
}

export interface Started {
  backend: BackendName
  /** The GPU, where there is one: `NVIDIA RTX 3060`. */
  adapter?: string
  /** Every backend that was tried before, fastest first, and why it does not run. */
  tried: { name: BackendName; reason: string }[]
}

/** Whether a backend runs here. */
export interface BackendReport {
  name: BackendName
  /** Of its package. Absent where the package is not found. */
  version?: string
  /** What it computes on, for people: `NVIDIA RTX 3060`. */
  device?: string
  /** Of a convolution of a map of 28×28×64 with 64 filters of 3×3, once warm: 28.9 million multiply-adds. */
  milliseconds?: number
  /** Why it does not run; absent where it does. */
  reason?: string
}

/** A number where it is one; else null, with the expression in symbols or `?`, and why it is not known. */
export interface Quantity {
  value: number | null
  text: string
  reason?: string
}

export interface Description {
  /** In the order of the graph: every layer stands after its inputs. */
  layers: LayerDescription[]
  /** Trainable ones of the whole network. */
  parameters: Quantity
  fixedParameters: Quantity
  macs: Quantity
  /** Bytes of the activations alive at once, at the worst moment of one forward pass. */
  peakMemory: Quantity
}

export interface LayerDescription {
  name: string
  kind: string
  /** Of all outputs, for people: `28×28×6`. */
  shape: string
  inputs: { layer: string; shape: string }[]
  parameters: Quantity
  /** Kept, not learnt. */
  fixedParameters: Quantity
  macs: Quantity
  /** Bytes of the output. */
  memory: Quantity
  /** The longer side of the receptive field in input pixels, and the whole story as text. */
  field: Quantity
}

export interface Loaded {
  /** Whether every weight came from a file. If not, the panel says that the network is untrained. */
  trained: boolean
  /** Absent without weight files. */
  report?: WeightReport
  layers: LoadedLayer[]
  explanations: OfferedExplanation[]
}

export interface LoadedLayer {
  name: string
  kind: string
  /** `[height, width, channels]` or `[units]`; null where it depends on the image's size. */
  shape: (number | null)[]
  /** Whether explanations that need a layer accept it: a map before the logits of an output. */
  explainable: boolean
  /** Whether it has filters to show. */
  hasKernels?: boolean
}

/** What of a weight file met what of the network. */
export interface WeightReport {
  matched: { layer: string; weight: string; source: string; by: 'name' | 'order' }[]
  /** Weights of the network, as `layer/weight`, that the file lacks: they are made from the seed. */
  missing: string[]
  /** Weights of the file that the network does not use. */
  unused: string[]
  /** What else may make the network compute something else than the one that was trained. */
  notes: string[]
}
