import type { Graph } from '../../builder/graph'

export interface RegionInput {
  readonly name: string
  /** Of the map that its regions are cut out of: 4 at one sixteenth of the image. */
  readonly level: number
}

/** The inputs that take regions, each with the level of the map it is for; none where the model is no such detector. */
export function regionInputs({ layers, inputs, info: { boxes } }: Graph): RegionInput[] {
  if (boxes?.decoder !== 'fasterRcnn') return []
  return inputs.slice(1).flatMap(name => {
    const cut = layers.find(({ kind, inputs: [, regions] }) => CUTTERS.has(kind) && regions?.layer === name)
    return cut ? [{ name, level: Math.round(-Math.log2(cut.options.spatialScale as number)) }] : []
  })
}

const CUTTERS = new Set(['roiPool', 'roiAlign'])
