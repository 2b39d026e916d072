import type { Graph } from '../builder/graph'
import type { EngineErrorCode } from './engineError'
import type { ActivationMaps, ArtefactMap, ChannelMap, Contributions, Defect, LayerOfImage } from './layerPictures'

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
  /** Makes a network ready to run. Layers without loaded weights get weights from the seed. */
  load: { graph: Graph; weights?: WeightFiles; seed: number }
  /** Runs an image; later requests name it by `imageId`. The engine remembers the last {@link REMEMBERED_IMAGES}. */
  predict: {
    imageId: string
    image: Image
    /** How to read the output; by itself where that is not told, or not among {@link Prediction.readings}. */
    reading?: ReadingKind
  }
  /** What a layer gives for an image, channel by channel. */
  activations: LayerOfImage
  /** How much each channel of a layer speaks for a target. */
  contributions: { imageId: string; layer: string; target: Target }
  /** One channel of a layer as numbers, counted from 0. */
  channel: LayerOfImage & { channel: number }
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
    options?: ExplainOptions
  }
  /** Measures how far an explanation is to be believed. It takes what {@link OfferedExplanation.trust} says. */
  trust: Requests['explain']
  /** What one place of a layer's map sees of the image. */
  field: { imageId: string; layer: string; y: number; x: number }
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

/** How far an explanation is to be believed. Scores are those behind the last activation. */
export interface Trust {
  method: string
  /** Absent where the method needs none. */
  layer?: string
  /** What was explained, for people. */
  label: string
  /** The pixels that the map names go first, until the image has one colour: a small area speaks for the map. */
  deletion: Curve
  /** They come first into a blurred image: a large area speaks for the map. */
  insertion: Curve
  /** Removed without a trace, in both orders: a score above 0 speaks for the map. */
  road: {
    shares: readonly number[]
    /** Without the most important pixels, and without the least important ones. */
    most: Float32Array<ArrayBuffer>
    least: Float32Array<ArrayBuffer>
    /** Half the mean difference. */
    score: number
  }
  /**
   * How alike the map stays as weights are drawn anew from the output down to a layer, as a correlation of ranks: near 0 at the
   * end, where the map shows the network and not the image alone.
   */
  randomization: { layer: string; correlation: number }[]
  /**
   * Of the map's sum, what lies in the part of the image that the target can see, and how much would by chance. Only of maps of
   * pixels, and where the target does not see the whole image.
   */
  inside?: { inside: number; chance: number }
  cost: Cost
}

export interface Curve {
  /** After each step, from no pixel changed to all. */
  scores: Float32Array<ArrayBuffer>
  /** The mean height. */
  area: number
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

/** A way to explain the network, as {@link Requests.explain} takes it. */
export interface OfferedExplanation {
  name: string
  title: string
  /** The question it answers, for people. */
  answers: string
  /** Whether it looks at a layer with a map, or at the network as a whole. */
  needs: 'layer' | 'none'
  /** Of every layer it accepts, or the only one, without a layer, where it needs none. */
  costs: ({ layer?: string } & Cost)[]
  /** What the request `trust` takes, for the same layers. */
  trust: ({ layer?: string } & Cost)[]
}

/** What an explanation takes, each for one image. */
export interface Cost {
  forwardPasses: number
  backwardPasses: number
}

export interface LoadedLayer {
  name: string
  kind: string
  /** `[height, width, channels]` or `[units]`; null where it depends on the image's size. */
  shape: (number | null)[]
  /** Whether explanations that need a layer accept it: a map before the logits. */
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
  /** The same in the terms of the network's task. */
  reading: Reading
  /** The ways in which the output can be read. */
  readings: ReadingKind[]
  trained: boolean
  /** Of the forward pass, reading back the result included. */
  milliseconds: number
}

/** What a network says: names for the image, a class for every place, boxes, or numbers that only their maker can read. */
export type Reading = { kind: 'classes' } | MaskReading | BoxesReading | ValuesReading

export type ReadingKind = Reading['kind']

export interface MaskReading {
  kind: 'mask'
  /** Places of the output. */
  height: number
  width: number
  /** For every place, row by row, where its class stands in `classes`. */
  places: Uint16Array<ArrayBuffer>
  classes: MaskClass[]
  /** Mean over all places of how sure the network is of its answer there, 0 to 1. */
  confidence: number
}

export interface MaskClass {
  /** Absent for places where a network that decides every class by itself decides for none. */
  class?: number
  label: string
  /** How many places it has. */
  count: number
  /** Mean over its places of how sure the network is of it there, 0 to 1; 0 where it has none. */
  confidence: number
}

export interface BoxesReading {
  kind: 'boxes'
  /** The surest ones, falling, before those that overlap are left out. */
  boxes: FoundBox[]
}

/** Sides are fractions of the network's input, and may reach beyond it. */
export interface FoundBox {
  box: { top: number; left: number; bottom: number; right: number }
  class: number
  label: string
  /** 0 to 1. */
  score: number
  /** The number of the network that says this class of this box, as a {@link Target} names it. */
  output: number
  element: number
}

export interface ValuesReading {
  kind: 'values'
  /** Why the task that the model names is not the way in which its output is read. */
  reason?: string
  outputs: OutputValues[]
}

/** One output of a network as it is. */
export interface OutputValues {
  layer: string
  shape: number[]
  min: number
  max: number
  mean: number
  standardDeviation: number
  /** Of a map of one or three channels: from black at `low` to white at `high`. */
  picture?: { image: Image; low: number; high: number }
}

export interface FieldMap {
  layer: string
  y: number
  x: number
  /** Of the network's input, in whose pixels the field is told. */
  height: number
  width: number
  /**
   * The field that follows from the windows, `bottom` and `right` not included; it may reach beyond the border. Absent
   * where it is the whole image, or not known.
   */
  box?: { top: number; left: number; bottom: number; right: number }
  /** How much each pixel of the input matters, in viridis. */
  heat: Image
  /** The same as numbers of 0…1, row by row. */
  intensity: Float32Array<ArrayBuffer>
  trained: boolean
}

/**
 * The number that is explained, a sum of weighted outputs of one layer, and what it is called, where whoever asks knows better
 * than the engine: `box 3: ring`.
 */
export type Target = TargetNumber & { label?: string }

type TargetNumber =
  /** The logit of a class; where the output is a map, its mean over all places. */
  | { kind: 'class'; class: number }
  /** The logits of a class, summed over the places that a mask of any size marks: row by row, 0 outside. */
  | { kind: 'region'; class: number; mask: Uint8Array<ArrayBuffer>; width: number; height: number }
  /**
   * One number of an output before its last activation, counted row by row as the output lies in memory: the score of one box
   * of a detector is at box · classes + class of an output [boxes, classes].
   */
  | { kind: 'element'; output: number; element: number }
  /** A channel of a layer: its sum over all places, or its largest value. */
  | { kind: 'channel'; layer: string; channel: number; at: 'everywhere' | 'strongest' }

export interface ExplainOptions {
  /** How many images, masks or steps a method that tries several takes. */
  samples?: number
  /** Random numbers follow from it. */
  seed?: number
}

export interface ExplanationMap {
  method: string
  /** Absent where the method needs none. */
  layer?: string
  /** What was explained, for people: the class. */
  label: string
  /** The number that was explained. */
  logit: number
  /** The same after the last activation. */
  score: number
  /** The map as computed, row by row: as large as the layer or as the network's input, as the method has it. */
  map: Float32Array<ArrayBuffer>
  width: number
  height: number
  /** Whether there are negative numbers, which speak against the target, in the map's sense. */
  signed: boolean
  /**
   * The map enlarged bilinearly to the image's size, opaque: from 0 to the brightest in viridis; or where it is signed, from
   * blue over white at 0 to red.
   */
  heat: Image
  /** The same as numbers of 0…1, or −1…1 where it is signed, row by row. */
  intensity: Float32Array<ArrayBuffer>
  /** A picture to look at by itself: patterns in the colours of the input, or kernels. */
  picture?: Image
  /** True where the map is zero everywhere. */
  empty: boolean
  /** Measures of the method's own, by names for people: `R² of the linear model`. */
  facts: Record<string, number>
  cost: Cost
  trained: boolean
}
