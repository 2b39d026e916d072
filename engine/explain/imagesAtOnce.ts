import { graphCosts } from '../../builder/costs'
import type { Graph } from '../../builder/graph'

/**
 * How many images are run in one batch: as many as keep the outputs of all layers together below {@link MOST_NUMBERS} and
 * their multiply-adds below {@link MOST_MACS}, and no more than 16. One image at least.
 */
export function imagesAtOnce(graph: Graph): number {
  let numbers = 0
  for (const { outputShapes } of graph.layers)
    for (const shape of outputShapes)
      numbers += shape.reduce<number>((product, size) => product * (typeof size === 'number' ? size : UNKNOWN), 1)
  const { macs } = graphCosts(graph)
  const byWork = typeof macs === 'number' ? MOST_MACS / Math.max(1, macs) : Infinity
  return Math.max(1, Math.floor(Math.min(16, MOST_NUMBERS / numbers, byWork)))
}

/** A quarter of a gigabyte. */
const MOST_NUMBERS = 2 ** 26

/** Progress is told and a cancellation heard between batches and between layers, which must not take seconds on a processor. */
const MOST_MACS = 2 ** 31

/** Stands for a side that depends on the image. */
const UNKNOWN = 224
