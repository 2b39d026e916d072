import type { Tensor } from '@tensorflow/tfjs-core'
import type { Graph } from '../../builder/graph'
import type { Reading, ReadingKind } from '../requests'
import type { GivenInputs } from './boxDecoders'
import { readBoxes } from './readBoxes'
import { readMask } from './readMask'
import { readValues } from './readValues'

/** What the outputs say, read in one of the ways that `readingsOf` offers; names and masks are of `chosen` among the network's outputs, which is then given alone. */
export async function readOutput(
  kind: ReadingKind,
  graph: Graph,
  outputs: readonly Tensor[],
  { given, chosen = 0, reason }: { readonly given: GivenInputs; readonly chosen?: number; readonly reason?: string },
): Promise<Reading> {
  switch (kind) {
    case 'classes':
      return { kind }
    case 'mask':
      return readMask(graph, outputs[0], chosen)
    case 'boxes':
      return { kind, boxes: await readBoxes(graph, outputs, given) }
    case 'values':
      return { kind, ...(reason === undefined ? {} : { reason }), outputs: await readValues(graph, outputs) }
  }
}
