import type { Layer } from '../../builder/graph'
import { layersByName } from '../../builder/graph'
import { EngineError } from '../engineError'
import type { Network } from '../network'
import type { ArtefactMap, Requests } from '../requests'
import { checkerboard } from './checkerboard'
import { gridding } from './gridding'
import { readings } from './readings'

/**
 * Runs layers of a network by themselves on a probe, to show what a defect does. `channels` and `size` are those of the first
 * layer's input; a side is null where it depends on the image.
 */
export type Artefact = (
  network: Network,
  layers: readonly Layer[],
  channels: number,
  signal: AbortSignal | undefined,
  size: readonly [number | null, number | null],
) => Promise<Omit<ArtefactMap, 'defect' | 'layers' | 'trained'>>

const artefacts: Readonly<Record<ArtefactMap['defect'], Artefact>> = {
  checkerboard,
  gridding,
  'uneven-padding': readings,
  'window-skips-pixels': readings,
}

/**
 * Shows what a defect does: layers are named, the first and the last where they are several one behind another.
 *
 * Throws {@link EngineError} `unknown-layer`, `unknown-size`, or `not-explainable` where the layers make no row.
 */
export async function artefact(
  network: Network,
  { defect, layers: names }: Requests['artefact'],
  signal?: AbortSignal,
): Promise<Omit<ArtefactMap, 'trained'>> {
  const layers = rowBetween(network, names[0], names.at(-1)!)
  const [height, width, channels] = inputShape(network, layers[0])
  if (typeof channels !== 'number') {
    const message = `${layers[0].name}: the number of channels it gets is not known`
    throw new EngineError('unknown-size', message, 'Give the input a number of channels.')
  }
  const size = [height, width].map(side => (typeof side === 'number' ? side : null)) as [number | null, number | null]
  return { defect, layers: [...names], ...(await artefacts[defect](network, layers, channels, signal, size)) }
}

function inputShape({ graph }: Network, { inputs: [edge] }: Layer) {
  return layersByName(graph).get(edge.layer)!.outputShapes[edge.output]
}

/** The layers from the first to the last, without activations that they apply themselves behind the last. */
function rowBetween({ graph }: Network, first: string, last: string): Layer[] {
  const layers = layersByName(graph)
  const linear = (name: string) => layers.get(`${name}/linear`) ?? layers.get(name)
  const [start, end] = [linear(first), linear(last)]
  if (start === undefined || end === undefined) {
    const missing = start === undefined ? first : last
    throw new EngineError('unknown-layer', `${graph.name} has no layer ${missing}`, 'Choose the finding again.')
  }
  const row = [end]
  while (row[0] !== start) {
    const [edge, ...others] = row[0].inputs
    if (edge === undefined || others.length > 0) {
      throw new EngineError(
        'not-explainable',
        `${first} does not lead to ${last} in a row`,
        'Choose the finding again.',
      )
    }
    row.unshift(layers.get(edge.layer)!)
  }
  return row
}
