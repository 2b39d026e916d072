import {
  conv2d,
  matMul,
  slice,
  sum,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
  tidy,
  transpose,
} from '@tensorflow/tfjs-core'
import type { Graph, Layer } from '../../builder/graph'
import { mapSize, type PlacementOptions, place } from '../../engine/layers/placement'
import { border } from '../../engine/layers/resampling'
import type { Gradients } from '../../engine/network'

type KernelGradient = (options: Layer['options'], input: Tensor, gradient: Tensor) => Tensor

/** How the kernel's gradient follows from a layer's input and the gradient of its output. */
const ofKernel: Readonly<Record<string, KernelGradient>> = {
  conv2d: (options, input, gradient) => convolutionKernel(options, input as Tensor4D, gradient as Tensor4D),
  // The transpose of a convolution: input and output change places.
  conv2dTranspose: (options, input, gradient) => convolutionKernel(options, gradient as Tensor4D, input as Tensor4D),
  dense: (_options, input, gradient) => matMul(input as Tensor2D, gradient as Tensor2D, true, false),
}

/** Whether a layer has weights that are trained. */
function learns({ kind, weights }: Layer): boolean {
  return Object.hasOwn(ofKernel, kind) && weights?.every(({ trainable }) => !trainable) !== true
}

/** The layers of which {@link parameterGradients} needs output or gradient; not the inputs, which need none. */
export function layersWithParameters(graph: Graph): Set<string> {
  const layers = graph.layers.filter(learns)
  const names = layers.flatMap(({ name, inputs }) => [name, inputs[0].layer])
  return new Set(names.filter(name => !graph.inputs.includes(name)))
}

/**
 * Gradients of kernels and biases of the convolutions (without groups), transposed convolutions and dense layers of a graph
 * that are not frozen, from its inputs and the gradients of their outputs; by `layer/weight`.
 */
export function parameterGradients(
  graph: Graph,
  given: Readonly<Record<string, Tensor>>,
  { activations, gradients }: Gradients,
): Map<string, Float32Array> {
  const found = new Map<string, Float32Array>()
  for (const layer of graph.layers.filter(learns)) {
    const { name, kind, inputs, options } = layer
    const input = given[inputs[0].layer] ?? activations.get(inputs[0].layer)![inputs[0].output]
    const [gradient] = gradients.get(name)!
    const [kernel, bias] = tidy(() => [
      ofKernel[kind](options, input, gradient),
      sum(gradient, [...gradient.shape.keys()].slice(0, -1)),
    ])
    found.set(`${name}/kernel`, kernel.dataSync() as Float32Array)
    if (options.useBias !== false) found.set(`${name}/bias`, bias.dataSync() as Float32Array)
    kernel.dispose()
    bias.dispose()
  }
  return found
}

/**
 * The input slid over by the gradient, with images in the place of channels: a forward convolution, which WASM has. What
 * was a stride is a dilation now, and the other way round.
 */
function convolutionKernel(options: Layer['options'], input: Tensor4D, gradient: Tensor4D): Tensor {
  const window = options as unknown as PlacementOptions
  const { before, after, strides, dilations } = place(window, mapSize(input))
  const map = transpose(border(input, before, after), [3, 1, 2, 0]) as Tensor4D
  const kernel = transpose(gradient, [1, 2, 0, 3]) as Tensor4D
  const slid = conv2d(map, kernel, [...dilations], 'valid', 'NHWC', [...strides]) as Tensor4D
  const [height, width] = window.kernelSize
  const taps = slice(slid, [0, 0, 0, 0], [input.shape[3], height, width, gradient.shape[3]])
  return transpose(taps, [1, 2, 0, 3])
}
