import { type Tensor4D, tensor4d } from '@tensorflow/tfjs-core'
import type { Evidence, Explanation } from '../explain/explanation'
import { scoreOf } from '../explain/score'
import type { Network } from '../network'
import type { ExplainOptions, Target } from '../requests'

/** Runs an explanation on a network whose one input gets these numbers, row by row. */
export async function explainPixels(
  explanation: Explanation,
  network: Network,
  pixels: ArrayLike<number>,
  target: Target | number,
  { layer = '', signal, ...options }: ExplainOptions & { readonly layer?: string; readonly signal?: AbortSignal } = {},
): Promise<Evidence> {
  const [inputName] = network.graph.inputs
  const input = inputTensor(network, pixels)
  try {
    return await explanation.run({
      ...{ network, inputName, input, layer, options, signal },
      score: scoreOf(network.graph, typeof target === 'number' ? { kind: 'class', class: target } : target),
      progress: () => {},
    })
  } finally {
    input.dispose()
  }
}

/** Numbers, row by row, as the network's one input. */
export function inputTensor({ graph }: Network, pixels: ArrayLike<number>): Tensor4D {
  const { outputShapes } = graph.layers.find(({ name }) => name === graph.inputs[0])!
  return tensor4d(Float32Array.from(pixels), [1, ...(outputShapes[0] as [number, number, number])])
}
