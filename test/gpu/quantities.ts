import 'layer-tests'
import { dispose, type Tensor } from '@tensorflow/tfjs-core'
import type { Graph } from '../../builder/graph'
import { explainPixels, inputTensor } from '../../engine/checks/explainPixels'
import { EngineError } from '../../engine/engineError'
import { explanations } from '../../engine/explain/explanations'
import { classSeed, findLogits } from '../../engine/logits'
import type { Network } from '../../engine/network'
import { randomNumbers } from '../../engine/weights/randomNumbers'
import { layerRows } from './layerRows'
import { networks } from './networks'

/** Numbers that every backend must compute alike. */
export interface Quantity {
  readonly name: string
  /**
   * The parts that are compared, by name. `scale` multiplies the image, where there is one: what a scale next to 1 changes
   * tells how much a rounding error may change.
   */
  compute(scale: number): Promise<ReadonlyMap<string, readonly number[]>>
}

/** Every row of every layer's test, and for each network all activations, all gradients, and the cheap explanations. */
export const quantities: readonly Quantity[] = [
  ...layerRows.map(({ title, layer, gradient }) => ({
    name: title,
    compute: async () => {
      const parts = new Map([['output', await layer.read(one => one.outputs())]])
      return gradient ? parts.set('gradient', await layer.read(one => one.inputGradients())) : parts
    },
  })),
  ...networks.map(({ model, make }) => ({
    name: model.graph.name,
    compute: async (scale: number) => {
      const network = make()
      const parts = new Map([...(await passes(network, scale)), ...(await maps(network, scale))])
      network.dispose()
      return parts
    },
  })),
]

const CLASS = 0

/** What each layer gives, and the gradient of one class's logit at each layer that leads to it. */
async function passes(network: Network, scale: number): Promise<Map<string, number[]>> {
  const { graph } = network
  const input = inputTensor(network, imageFor(graph, scale))
  const given = { [graph.inputs[0]]: input }
  const every = new Set(graph.layers.map(({ name }) => name))
  const outputs = await network.forward(given, every)
  const { edge } = findLogits(graph)
  const seed = (logits: Tensor) => classSeed(graph, logits, CLASS)
  const found = await network.gradients(given, edge, seed, leadingTo(graph, edge.layer))
  const parts = new Map<string, number[]>()
  for (const [kind, tensors] of [
    ['output', outputs],
    ['gradient', found.gradients],
  ] as const)
    for (const [layer, [first]] of tensors) parts.set(`${kind} of ${layer}`, [...(await first.data())])
  dispose([input, ...[outputs, found.activations, found.gradients].flatMap(all => [...all.values()].flat())])
  return parts
}

function leadingTo({ layers }: Graph, target: string): Set<string> {
  const leading = new Set([target])
  for (const { name, inputs } of layers.toReversed())
    if (leading.has(name)) for (const { layer } of inputs) leading.add(layer)
  return leading
}

/** More passes than these take too long where a GPU is emulated. */
const MOST_PASSES = 3

/** The maps of all explanations that take few passes, at the last layer with a map before the logits. */
async function maps(network: Network, scale: number): Promise<Map<string, readonly number[]>> {
  const { graph } = network
  const parts = new Map<string, readonly number[]>()
  // What is explained is one number for each image: not so of boxes, of which there are two outputs.
  if (graph.outputs.length > 1) return parts
  const leading = leadingTo(graph, findLogits(graph).edge.layer)
  const layer = graph.layers.findLast(({ name, outputShapes: [shape] }) => leading.has(name) && shape.length === 3)!
  for (const explanation of explanations.values()) {
    const { forwardPasses, backwardPasses } = explanation.cost(graph, layer.name, {})
    if (forwardPasses + backwardPasses > MOST_PASSES) continue
    try {
      const evidence = await explainPixels(explanation, network, imageFor(graph, scale), CLASS, { layer: layer.name })
      parts.set(explanation.title, [...evidence.map])
    } catch (error) {
      // Not every network has what the method rests on. That is so on every backend: a part that one lacks does not pass.
      if (!(error instanceof EngineError) || error.code !== 'not-explainable') throw error
    }
  }
  return parts
}

function imageFor({ layers: [{ outputShapes }] }: Graph, scale: number): Float32Array {
  const next = randomNumbers('image')
  const numbers = (outputShapes[0] as readonly number[]).reduce((a, b) => a * b, 1)
  return Float32Array.from({ length: numbers }, () => scale * next())
}
