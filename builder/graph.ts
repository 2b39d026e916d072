import type { BoxReading } from './boxReading'
import type { Weight } from './layerKind'
import type { Shape } from './shape'

/** A finished network as plain data, which survives JSON: what every other room reads. */
export interface Graph {
  readonly name: string
  /** In the order they were made: every layer stands after its inputs. */
  readonly layers: readonly Layer[]
  /** Names of the input layers. */
  readonly inputs: readonly string[]
  readonly outputs: readonly Edge[]
  readonly info: ModelInfo
}

export interface Layer {
  /** Unique in the graph: `conv2d_1`. */
  readonly name: string
  /** The name of its {@link LayerKind}; `input` for an input. */
  readonly kind: string
  /** Every option in its normal form. */
  readonly options: Readonly<Record<string, unknown>>
  readonly inputs: readonly Edge[]
  readonly outputShapes: readonly Shape[]
  /** The layer whose weights this one uses too, where weights are shared. They are counted once, there. */
  readonly weightsOf?: string
  /** The weights, where they do not follow from kind and options: of layers of other libraries, or frozen ones. */
  readonly weights?: readonly Weight[]
  /** Set where the layer takes and gives channels before height and width. */
  readonly channelsFirst?: true
  /** Options a static analyser could not know although the shapes are known: the costs cannot be known either. */
  readonly unknownOptions?: readonly string[]
}

/** One output of a layer. */
export interface Edge {
  readonly layer: string
  readonly output: number
}

/** What the panel needs to run a model on images. */
export interface ModelInfo {
  /** Path of the weights, relative to the file that defines the model. */
  readonly weights?: string
  /** Class names, in the order of the output. */
  readonly labels?: readonly string[]
  readonly preprocessing?: Preprocessing
  readonly task?: 'classification' | 'segmentation' | 'detection'
  /** How the boxes of a detector are read from its outputs: its default boxes or anchors are not in the graph. */
  readonly boxes?: BoxReading
}

/**
 * From an image to the network's input: brought to its size, then `(pixel · scale − mean) / standardDeviation` of pixels of
 * 0…255, per channel in the network's order.
 */
export interface Preprocessing {
  readonly scale?: number
  readonly mean?: readonly number[]
  readonly standardDeviation?: readonly number[]
  /** In which the network takes colours; `rgb` where it is not told. */
  readonly channelOrder?: 'rgb' | 'bgr'
  /** How an image of another shape is fitted in: stretched, which is the default, its middle cut out, or black added. */
  readonly resize?: 'stretch' | 'crop' | 'pad'
  /** Where the input leaves its size open: height and width. The image's own where this is not told either. */
  readonly size?: readonly [height: number, width: number]
}

/** The shapes a layer receives, in the order of its inputs. */
export function inputShapes(layer: Layer, layers: ReadonlyMap<string, Layer>): readonly Shape[] {
  return layer.inputs.map(({ layer: name, output }) => layers.get(name)!.outputShapes[output])
}

export function layersByName(graph: Graph): ReadonlyMap<string, Layer> {
  const known = byName.get(graph)
  if (known) return known
  const layers = new Map<string, Layer>()
  for (const layer of graph.layers) layers.set(layer.name, layer)
  byName.set(graph, layers)
  return layers
}

/** Everyone who reads a graph asks for its layers by name. */
const byName = new WeakMap<Graph, ReadonlyMap<string, Layer>>()
