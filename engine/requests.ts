import type { Graph } from '../builder/graph'
import type { EngineErrorCode } from './engineError'

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
  /** Makes a network ready to run. Layers without loaded weights get weights from the seed. */
  load: { graph: Graph; weights?: WeightFiles; seed: number }
  /** Runs an image; later requests name it by `imageId`. The engine remembers the last {@link REMEMBERED_IMAGES}. */
  predict: { imageId: string; image: Image }
  activations: {
    imageId: string
    layer: string
    /** At most so many channels are drawn, the first ones; statistics come for all. */
    limit: number
    /** What a map's colours span: its own channel's minimum to maximum (the default), or the whole layer's. */
    range?: 'channel' | 'layer'
  }
  gradCam: {
    imageId: string
    layer: string
    /** Index of the class whose logit is explained. */
    class: number
  }
  /** Stops the request with the id `target`: it is answered with the error `cancelled`, unless it is done already. */
  cancel: { target: number }
}

/** The payload of the answer to each kind of request. */
export interface Replies {
  start: Started
  load: Loaded
  predict: Prediction
  activations: ActivationMaps
  gradCam: GradCamMap
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

export type WeightFiles = TfjsModelFiles | WeightFile

/** A single file of weights, of any format that `readWeights` knows, and its name. */
export interface WeightFile {
  file: string
  data: ArrayBuffer
}

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

export interface Loaded {
  /** Whether every weight came from a file. If not, the panel says that the network is untrained. */
  trained: boolean
  /** Absent without weight files. */
  report?: WeightReport
  layers: LoadedLayer[]
}

export interface LoadedLayer {
  name: string
  kind: string
  /** `[height, width, channels]` or `[units]`; null where it depends on the image's size. */
  shape: (number | null)[]
  /** Whether `gradCam` accepts the layer: a map before the logits. */
  explainable: boolean
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

export interface Prediction {
  /** One a class, as the network gives them; means over all places where the output is a map. */
  scores: Float32Array<ArrayBuffer>
  /** The same before the last activation; equal to the scores where the network ends without softmax or sigmoid. */
  logits: Float32Array<ArrayBuffer>
  /** The last activation, which says how to read the scores. */
  activation: 'softmax' | 'sigmoid' | 'none'
  /** The graph's labels, else the class numbers. */
  labels: string[]
  trained: boolean
  /** Of the forward pass, reading back the result included. */
  milliseconds: number
}

export interface ActivationMaps {
  layer: string
  /** `[height, width, channels]` or `[units]`. */
  shape: number[]
  channels: ChannelStatistics[]
  /** The drawn channels side by side, in viridis, row by row; channel i is tile i. A vector is drawn as single pixels. */
  montage: Image
  tileWidth: number
  tileHeight: number
  columns: number
  /** Number of channels drawn. */
  drawn: number
  trained: boolean
}

export interface ChannelStatistics {
  min: number
  max: number
  mean: number
  /** Zero at every place. */
  dead: boolean
}

export interface GradCamMap {
  layer: string
  class: number
  label: string
  logit: number
  score: number
  /** The map at the layer's resolution: ReLU of the weighted sum of its channels, row by row, as computed. */
  map: Float32Array<ArrayBuffer>
  width: number
  height: number
  /** The map from 0 to its maximum, enlarged bilinearly to the image's size, in viridis; opaque. */
  heat: Image
  /** The same as numbers of 0…1, row by row. */
  intensity: Float32Array<ArrayBuffer>
  /** True where nothing in the layer speaks for the class: the map is zero everywhere. */
  empty: boolean
  trained: boolean
}
