import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Graph } from '../../builder/graph'
import type { Model } from '../../builder/model'
import { Network } from '../../engine/network'
import { matchWeights } from '../../engine/weights/matchWeights'
import { weightSlots } from '../../engine/weights/slots'
import { readTfjsModel } from '../../engine/weights/tfjsModel'

/** A network of examples/ with its trained weights, and these by `layer/weight`. Throws where one is missing. */
export function loadExample(
  folder: string,
  model: Model,
): { network: Network; values: ReadonlyMap<string, Float32Array> } {
  const graph: Graph = JSON.parse(JSON.stringify(model))
  const weights = fileURLToPath(new URL(`../../examples/${folder}/weights/`, import.meta.url))
  const manifest = readFileSync(`${weights}model.json`, 'utf8')
  const shards = { 'weights.bin': Uint8Array.from(readFileSync(`${weights}weights.bin`)).buffer }
  const { values, report } = matchWeights(weightSlots(graph), readTfjsModel({ manifest, shards }))
  if (report.missing.length > 0) throw new Error(`${folder}: no weights for ${report.missing.join(', ')}`)
  return { network: new Network(graph, values), values }
}
