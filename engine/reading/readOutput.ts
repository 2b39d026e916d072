import type { Tensor } from '@tensorflow/tfjs-core'
import type { Graph } from '../../builder/graph'
import type { Reading, ReadingKind } from '../requests'
import { readBoxes } from './readBoxes'
import { readMask } from './readMask'
import { readValues } from './readValues'

/** What the outputs say, read in one of the ways that `readingsOf` offers; names and masks are of `chosen` among the network's outputs, which is then given alone. */
export async function readOutput(
  kind: ReadingKind,
  graph: Graph,
  outputs: readonly Tensor[],
  { chosen = 0, reason }: { readonly chosen?: number; readonly reason?: string } = {},
): Promise<Reading> {
  switch (kind) {
    case 'classes':
      return { kind }
    case 'mask':
      return readMask(graph, outputs[0], chosen)
    case 'boxes':
      return { kind, boxes: await readBoxes(graph, outputs) }
    case 'values':
      return { kind, ...(reason === undefined ? {} : { reason }), outputs: await readValues(graph, outputs) }
  }
}
