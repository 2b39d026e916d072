import type { Tensor } from '@tensorflow/tfjs-core'
import type { Edge, Graph } from '../../builder/graph'
import { Network } from '../../engine/network'
import { initialWeights } from '../../engine/weights/initialWeights'
import { slotName, type WeightSlot, weightSlots } from '../../engine/weights/slots'
import { Adam } from './adam'
import { layersWithParameters, parameterGradients } from './parameterGradients'

export interface Training {
  readonly graph: Graph
  /** The output from which the gradient starts. */
  readonly target: Edge
  /** Of the weights' start. */
  readonly seed: number
  /** Weights that start from what another training left, by `layer/weight`. */
  readonly from?: ReadonlyMap<string, Float32Array>
  readonly steps: number
  /** Of the first step; it falls in a line to 0. */
  readonly rate: number
  /** Steps between two lines on the console. */
  readonly report: number
  /** The input of a step, and the loss with its gradient at the target; `lossAt` is called inside `tidy`. */
  batch(step: number): { input: Tensor; lossAt(output: Tensor): { loss: number; gradient: Tensor } }
}

/** Trains a network with Adam on the current backend, but for its frozen layers; all weights by `layer/weight`. */
export async function train(training: Training): Promise<ReadonlyMap<string, Float32Array>> {
  const { graph, target, seed, from, steps, rate, report } = training
  const wanted = layersWithParameters(graph)
  const start = (slot: WeightSlot) => from?.get(slotName(slot))?.slice() ?? initialWeights(slot, seed)
  const values = new Map(weightSlots(graph).map(slot => [slotName(slot), start(slot)]))
  const adam = new Adam(values)
  const started = Date.now()
  let sum = 0
  for (let step = 0; step < steps; step++) {
    const network = new Network(graph, values)
    const { input, lossAt } = training.batch(step)
    const seedOf = (output: Tensor) => {
      const { loss, gradient } = lossAt(output)
      sum += loss
      return gradient
    }
    const inputs = { [graph.inputs[0]]: input }
    const found = await network.gradients(inputs, target, seedOf, wanted)
    const gradients = parameterGradients(graph, inputs, found)
    for (const tensors of [found.activations, found.gradients])
      for (const one of [...tensors.values()].flat()) one.dispose()
    input.dispose()
    network.dispose()
    adam.step(gradients, rate * (1 - step / steps))
    if ((step + 1) % report === 0) {
      console.log(`step ${step + 1}: loss ${(sum / report).toFixed(4)}, ${Math.round((Date.now() - started) / 1000)} s`)
      sum = 0
    }
  }
  return values
}
