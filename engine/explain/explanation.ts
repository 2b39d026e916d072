import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core'
import type { Edge, Graph } from '../../builder/graph'
import type { Network } from '../network'
import type { Cost, ExplainOptions, Image } from '../requests'
import type { Score } from './score'

/**
 * A way to explain what a network does: a file beside this one and a line in the index.
 *
 * Its docstring says what it answers, what it needs, what comes out in which range and sign, what it costs, and where it is
 * published.
 */
export interface Explanation {
  /** That of its file, and what a request calls it. */
  readonly name: string
  readonly title: string
  /** The question it answers, in one sentence. */
  readonly answers: string
  /** Whether it looks at a layer with a map before the target, or at the network as a whole. */
  readonly needs: 'layer' | 'none'
  /** `input` is the one that is explained; the first that takes an image, where none is told. */
  cost(graph: Graph, layer: string, options: ExplainOptions, input?: string): Cost
  /** Throws {@link EngineError} `not-explainable` where it does not fit the network, and `cancelled`. */
  run(question: Question): Promise<Evidence>
}

/** What an explanation is asked. */
export interface Question {
  readonly network: Network
  /** The name of the input that is explained, and its value for one image: [1, height, width, channels]. */
  readonly inputName: string
  readonly input: Tensor4D
  /** What is in the network's other inputs, by their names, for one image. */
  readonly others: Readonly<Record<string, Tensor>>
  readonly score: Score
  /** Empty where the method needs none. */
  readonly layer: string
  readonly options: ExplainOptions
  readonly signal?: AbortSignal
  /** Tells how many of the passes are done. */
  progress(done: number, all: number): void
  /**
   * Takes note of what an edge gave for an input, which spares whoever asks another forward pass. The tensors stay the
   * method's own.
   */
  observe?(input: Tensor, edge: Edge, output: Tensor): void
}

/** What an explanation answers. */
export interface Evidence {
  /** Row by row. */
  readonly map: Float32Array<ArrayBuffer>
  readonly height: number
  readonly width: number
  /** Whether negative numbers speak against the target; else there are none. */
  readonly signed: boolean
  /** The number from which on everything is drawn brightest; the largest, where absent. */
  readonly brightest?: number
  readonly picture?: Image
  readonly facts?: Readonly<Record<string, number>>
}
