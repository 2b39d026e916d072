import type { LayerDescription } from '../../../engine/requests'

/** Layers that are drawn as one node when it is collapsed. */
export interface Block {
  readonly id: string
  readonly layers: readonly string[]
}

/** Fewer layers are not worth a block. */
const SMALLEST = 3

/** A network of so many layers starts with its blocks collapsed. */
const MANY_LAYERS = 60

/**
 * The parts of a network between the layers through which everything goes: residual blocks, inception modules, dense
 * blocks. Where layers are named by paths, `stage1/conv`, the paths' first parts are the blocks instead.
 *
 * A part that holds more than half of the network is none: of a U-Net there would be nothing left to see.
 */
export function blocksOf(layers: readonly LayerDescription[]): readonly Block[] {
  const runs = layers.some(({ name }) => name.includes('/')) ? runsOfPaths(layers) : runsBetweenCuts(layers)
  return runs
    .filter(run => run.length >= SMALLEST && run.length <= layers.length / 2)
    .map((run, index) => ({ id: `block ${index + 1}`, layers: run.map(({ name }) => name) }))
}

/** What is collapsed where the user has not said otherwise. */
export function collapsedAtFirst(layers: readonly LayerDescription[], blocks: readonly Block[]): readonly string[] {
  return layers.length > MANY_LAYERS ? blocks.map(({ id }) => id) : []
}

function runsOfPaths(layers: readonly LayerDescription[]): LayerDescription[][] {
  const runs: LayerDescription[][] = []
  let last: string | undefined
  for (const layer of layers) {
    const first = layer.name.includes('/') ? layer.name.slice(0, layer.name.indexOf('/')) : undefined
    if (first !== undefined && first === last) runs.at(-1)!.push(layer)
    else runs.push([layer])
    last = first
  }
  return runs
}

/** Everything from behind one layer that all paths go through to the next such layer, that one included. */
function runsBetweenCuts(layers: readonly LayerDescription[]): LayerDescription[][] {
  const lastUse = new Map<string, number>()
  for (const [position, { inputs }] of layers.entries()) for (const { layer } of inputs) lastUse.set(layer, position)
  const runs: LayerDescription[][] = []
  let reach = 0
  let run: LayerDescription[] = []
  for (const [position, layer] of layers.entries()) {
    run.push(layer)
    if (reach <= position) {
      runs.push(run)
      run = []
    }
    reach = Math.max(reach, lastUse.get(layer.name) ?? 0)
  }
  return runs
}
