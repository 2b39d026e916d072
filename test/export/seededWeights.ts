import type { Graph } from '../../builder/graph'
import { randomNumbers } from '../../engine/weights/randomNumbers'
import { slotName, type WeightSlot, weightSlots } from '../../engine/weights/slots'

/** Weights of which none is zero or one, so that a forgotten or exchanged one is seen in the output. */
export function seededWeights(graph: Graph): Map<string, Float32Array> {
  return new Map(weightSlots(graph).map(slot => [slotName(slot), values(slot)]))
}

function values(slot: WeightSlot): Float32Array {
  const { weight, shape } = slot
  const next = randomNumbers(slotName(slot))
  const size = shape.reduce((a, b) => a * b, 1)
  const [least, most] = bounds(weight, shape)
  return Float32Array.from({ length: size }, () => least + (most - least) * next())
}

function bounds(weight: string, shape: readonly number[]): readonly [number, number] {
  if (/variance|gamma|scale/i.test(weight)) return [0.5, 1.5]
  if (!/kernel/i.test(weight)) return [-0.2, 0.2]
  // As He et al. 2015 keep the spread of the activations.
  const inputs = weight === 'depthwiseKernel' ? shape[0] * shape[1] : shape.slice(0, -1).reduce((a, b) => a * b, 1)
  return [-Math.sqrt(6 / inputs), Math.sqrt(6 / inputs)]
}
