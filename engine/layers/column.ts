import { reshape, type Tensor } from '@tensorflow/tfjs-core'
import type { Computation, Trace, Weights } from '../computation'

/** A computation of maps, with its options, that is run on sequences as maps of one column. */
export interface ColumnRun {
  readonly computation: Computation
  readonly options: Readonly<Record<string, unknown>>
}

/** The forward pass on sequences `[images, length, channels]`. */
export function columnForward({ computation, options }: ColumnRun, [input]: readonly Tensor[], weights: Weights) {
  const [map] = computation.forward(options, [asMap(input)], mapWeights(weights))
  return [asSequence(map)]
}

/** The backward pass on sequences. */
export function columnBackward({ computation, options }: ColumnRun, trace: Trace): readonly Tensor[] {
  const [gradient] = computation.backward(options, {
    inputs: trace.inputs.map(asMap),
    outputs: trace.outputs.map(asMap),
    outputGradients: trace.outputGradients.map(asMap),
    weights: mapWeights(trace.weights),
  })
  return [asSequence(gradient)]
}

/** A kernel `[length, channels, filters]` gets a width of 1. */
function mapWeights(weights: Weights): Weights {
  const { kernel } = weights
  if (!kernel) return weights
  const [length, ...others] = kernel.shape
  return { ...weights, kernel: reshape(kernel, [length, 1, ...others]) }
}

function asMap(sequence: Tensor): Tensor {
  const [images, length, channels] = sequence.shape
  return reshape(sequence, [images, length!, 1, channels!])
}

function asSequence(map: Tensor): Tensor {
  const [images, length, , channels] = map.shape
  return reshape(map, [images, length!, channels!])
}
