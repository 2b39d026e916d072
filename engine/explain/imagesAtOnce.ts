import type { Graph } from '../../builder/graph'

/**
 * How many images are run in one batch: as many as keep the outputs of all layers together below {@link MOST_NUMBERS}, and
 * no more than 16. One image at least.
 */
export function imagesAtOnce(graph: Graph): number {
  let numbers = 0
  for (const { outputShapes } of graph.layers)
    for (const shape of outputShapes)
      numbers += shape.reduce<number>((product, size) => product * (typeof size === 'number' ? size : UNKNOWN), 1)
  return Math.max(1, Math.min(16, Math.floor(MOST_NUMBERS / numbers)))
}

/** A quarter of a gigabyte. */
const MOST_NUMBERS = 2 ** 26

/** Stands for a side that depends on the image. */
const UNKNOWN = 224
