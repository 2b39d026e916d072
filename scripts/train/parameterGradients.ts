import { conv2d, matMul, sum, type Tensor, type Tensor2D, type Tensor4D, tidy, transpose } from '@tensorflow/tfjs-core'
import type { Graph } from '../../builder/graph'
import type { Gradients } from '../../engine/network'

/**
 * Gradients of kernels and biases of the `conv2d` (stride 1, no padding) and `dense` layers of a graph, from the gradients
 * of their outputs; by `layer/weight`.
 */
export function parameterGradients(graph: Graph, { activations, gradients }: Gradients): Map<string, Float32Array> {
  const found = new Map<string, Float32Array>()
  for (const { name, kind, inputs } of graph.layers) {
    if (kind !== 'conv2d' && kind !== 'dense') continue
    const [input] = activations.get(inputs[0].layer)!
    const [gradient] = gradients.get(name)!
    const ofKernel = kind === 'conv2d' ? convolutionKernel : denseKernel
    const [kernel, bias] = tidy(() => [
      ofKernel(input, gradient),
      sum(gradient, [...gradient.shape.keys()].slice(0, -1)),
    ])
    found.set(`${name}/kernel`, kernel.dataSync() as Float32Array)
    found.set(`${name}/bias`, bias.dataSync() as Float32Array)
    kernel.dispose()
    bias.dispose()
  }
  return found
}

/** The input slid over by the gradient, with images in the place of channels: a forward convolution, which WASM has. */
function convolutionKernel(input: Tensor, gradient: Tensor): Tensor {
  const map = transpose(input as Tensor4D, [3, 1, 2, 0]) as Tensor4D
  const window = transpose(gradient as Tensor4D, [1, 2, 0, 3]) as Tensor4D
  return transpose(conv2d(map, window, 1, 'valid'), [1, 2, 0, 3])
}

function denseKernel(input: Tensor, gradient: Tensor): Tensor {
  return matMul(input as Tensor2D, gradient as Tensor2D, true, false)
}
