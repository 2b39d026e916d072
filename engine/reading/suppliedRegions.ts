import { dispose, type Tensor, tensor } from '@tensorflow/tfjs-core'
import type { BoxReading, RegionMap } from '../../builder/boxReading'
import type { Box } from '../detection/box'
import { type ProposingMap, proposeRegions } from '../detection/proposeRegions'
import { regionLevel } from '../detection/regionLevel'
import type { Network } from '../network'
import { type RegionInput, regionInputs } from './regionInputs'

/** The surest of a map that are looked at, and of all maps that are kept; those are enough for a picture. */
const LIMITS = { before: 1000, after: 100, overlapThreshold: 0.7 }

/**
 * What the region inputs of a network such as Faster R-CNN are given: the regions that its own first half proposes for the
 * image in its first input, as tensors [1, regions, 4] of top, left, bottom and right in pixels. Nothing for any other network. One forward pass
 * of that half.
 */
export async function suppliedRegions(
  network: Network,
  inputs: Readonly<Record<string, Tensor>>,
  signal?: AbortSignal,
): Promise<Record<string, Tensor>> {
  const { graph } = network
  const taking = regionInputs(graph)
  if (taking.length === 0) return {}
  const { maps } = graph.info.boxes as Extract<BoxReading, { decoder: 'fasterRcnn' }>
  const edges = graph.outputs.slice(0, 2 * maps.length)
  const outputs = await network.forward(inputs, new Set(edges.map(({ layer }) => layer)), signal)
  const numbers = await Promise.all(edges.map(({ layer, output }) => outputs.get(layer)![output].data()))
  const proposing = maps.map((map: RegionMap, index): ProposingMap => {
    const { layer, output } = edges[2 * index]
    const [, rows, columns] = outputs.get(layer)![output].shape as [number, number, number]
    return { ...map, rows, columns, scores: numbers[2 * index], offsets: numbers[2 * index + 1] }
  })
  dispose([...outputs.values()].flat())
  const [, height, width] = inputs[graph.inputs[0]].shape as [number, number, number]
  return shareOut(proposeRegions(proposing, [height, width], LIMITS), taking, [height, width])
}

function shareOut(regions: readonly Box[], inputs: readonly RegionInput[], size: readonly number[]) {
  const levels = inputs.map(({ level }) => level)
  const [lowest, highest] = [Math.min(...levels), Math.max(...levels)]
  return Object.fromEntries(
    inputs.map(({ name, level }) => {
      const own = regions.filter(region => regionLevel(region, lowest, highest) === level)
      // No layer takes no region: where there is none, the whole image is one.
      const some = own.length > 0 ? own : [{ top: 0, left: 0, bottom: size[0], right: size[1] }]
      const corners = some.flatMap(({ top, left, bottom, right }) => [top, left, bottom, right])
      return [name, tensor(corners, [1, some.length, 4])]
    }),
  )
}
