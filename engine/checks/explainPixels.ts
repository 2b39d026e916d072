import { type Tensor, type Tensor4D, tensor4d } from '@tensorflow/tfjs-core'
import type { Evidence, Explanation } from '../explain/explanation'
import { scoreOf } from '../explain/score'
import type { Network } from '../network'
import type { ExplainOptions, Target } from '../requests'

/** Runs an explanation on a network whose first input gets these numbers, row by row; what is in the others is told. */
export async function explainPixels(
  explanation: Explanation,
  network: Network,
  pixels: ArrayLike<number>,
  target: Target | number,
  { layer = '', others = {}, signal, ...options }: ExplainOptions & ExplainedHere = {},
): Promise<Evidence> {
  const [inputName] = network.graph.inputs
  const input = inputTensor(network, pixels)
  try {
    return await explanation.run({
      ...{ network, inputName, input, others, layer, options, signal },
      score: scoreOf(network.graph, typeof target === 'number' ? { kind: 'class', class: target } : target),
      progress: () => {},
    })
  } finally {
    input.dispose()
  }
}

interface ExplainedHere {
  readonly layer?: string
  readonly others?: Readonly<Record<string, Tensor>>
  readonly signal?: AbortSignal
}

/** Numbers, row by row, as the network's first input. */
export function inputTensor({ graph }: Network, pixels: ArrayLike<number>): Tensor4D {
  const { outputShapes } = graph.layers.find(({ name }) => name === graph.inputs[0])!
  return tensor4d(Float32Array.from(pixels), [1, ...(outputShapes[0] as [number, number, number])])
}
