import type { Model } from '../../builder/model'
import { mobileNetV2 } from '../../builder/zoo/mobileNetV2'

import { build, graphOf } from '../../engine/checks/build'
import { Network } from '../../engine/network'
import { matchWeights } from '../../engine/weights/matchWeights'
import { weightSlots } from '../../engine/weights/slots'
import { readTfjsModel } from '../../engine/weights/tfjsModel'
import ssd from '../../examples/detection/ssd'
import ssdManifest from '../../examples/detection/weights/model.json'
import ssdWeights from '../../examples/detection/weights/weights.bin'
import lenet from '../../examples/digits/lenet'
import lenetManifest from '../../examples/digits/weights/model.json'
import lenetWeights from '../../examples/digits/weights/weights.bin'
import shapeNet from '../../examples/localisation/shapeNet'
import shapeNetManifest from '../../examples/localisation/weights/model.json'
import shapeNetWeights from '../../examples/localisation/weights/weights.bin'

/** Networks that every backend must compute alike, each made anew on the current one: three trained examples, and one of many layers. */
export const networks: readonly { readonly model: Model; readonly make: () => Network }[] = [
  trained(lenet, lenetManifest, lenetWeights),
  trained(shapeNet, shapeNetManifest, shapeNetWeights),
  trained(ssd, ssdManifest, ssdWeights),
  untrained(mobileNetV2({ input: [32, 32, 3] })),
]

function trained(model: Model, manifest: object, bytes: Uint8Array) {
  const make = () => {
    const graph = graphOf(model)
    const shards = { 'weights.bin': Uint8Array.from(bytes).buffer }
    const loaded = readTfjsModel({ manifest: JSON.stringify(manifest), shards })
    return new Network(graph, matchWeights(weightSlots(graph), loaded).values)
  }
  return { model, make }
}

function untrained(model: Model) {
  return { model, make: () => build(model) }
}
