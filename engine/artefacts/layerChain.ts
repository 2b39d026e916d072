import type { Tensor } from '@tensorflow/tfjs-core'
import type { Graph, Layer } from '../../builder/graph'
import { layerKinds } from '../../builder/layerKinds'
import { isProblem } from '../../builder/problem'
import type { Shape } from '../../builder/shape'
import { EngineError } from '../engineError'
import { Network } from '../network'
import { slotName, weightSlots } from '../weights/slots'

/** The name of the chain's input. */
export const PROBE = 'probe'

/**
 * Some layers of a network one behind another, as a network of their own for an input of this size, with the network's weights.
 * Whoever asked disposes of it.
 */
export function ownChain(network: Network, layers: readonly Layer[], size: readonly [number, number, number]): Network {
  const graph = chainOf(layers, size)
  const weights = new Map<string, Float32Array | Tensor>()
  for (const layer of layers)
    for (const [weight, value] of Object.entries(network.weightsOf(layer)))
      weights.set(slotName({ layer: layer.name, weight }), value)
  return new Network(graph, weights)
}

/** The same for one channel, with a single filter and every weight 1: what a window reads, whatever it has learnt. */
export function countingChain(layers: readonly Layer[], [height, width]: readonly [number, number]): Network {
  const graph = chainOf(layers.map(counting), [height, width, 1])
  const ones = weightSlots(graph).map(slot => {
    const size = slot.shape.reduce((product, side) => product * side, 1)
    return [slotName(slot), new Float32Array(size).fill(1)] as const
  })
  return new Network(graph, new Map(ones))
}

function counting(layer: Layer): Layer {
  const { options } = layer
  const plain = { activation: 'linear', useBias: false, filters: 1, groups: 1, depthMultiplier: 1 }
  const changed = Object.entries(plain).filter(([option]) => Object.hasOwn(options, option))
  return { ...layer, options: { ...options, ...Object.fromEntries(changed) } }
}

function chainOf(layers: readonly Layer[], size: Shape): Graph {
  const chain: Layer[] = [{ name: PROBE, kind: 'input', options: {}, inputs: [], outputShapes: [size] }]
  for (const { name, kind, options } of layers) {
    const before = chain.at(-1)!
    const outputShapes = layerKinds.get(kind)!.infer(options as never, [before.outputShapes[0]])
    if (isProblem(outputShapes)) throw new EngineError('not-explainable', `${name}: ${outputShapes.message}`, EDIT)
    chain.push({ name, kind, options, inputs: [{ layer: before.name, output: 0 }], outputShapes })
  }
  return { name: PROBE, layers: chain, inputs: [PROBE], outputs: [{ layer: chain.at(-1)!.name, output: 0 }], info: {} }
}

const EDIT = 'Choose the finding again once the code is whole.'
