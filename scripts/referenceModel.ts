import * as core from '@tensorflow/tfjs-core'
import * as tfLayers from '@tensorflow/tfjs-layers'
import ts from 'typescript'
import type { Graph } from '../builder/graph'
import { slotName, weightSlots } from '../engine/weights/slots'
import { toTfjs } from '../server/export/toTfjs'

/** A graph as a model of TensorFlow.js Layers, made by the program that `convolens export` writes, with the same weights. */
export async function referenceModel(
  graph: Graph,
  values: ReadonlyMap<string, Float32Array>,
): Promise<tfLayers.LayersModel> {
  const { outputText } = ts.transpileModule(toTfjs(graph), { compilerOptions: { module: ts.ModuleKind.ESNext } })
  const made = await import(`data:text/javascript,${encodeURIComponent(outputText)}`)
  const model: tfLayers.LayersModel = made.toTfjs({ ...core, ...tfLayers, layers: tfLayers.layers })
  const ofLayers = new Map<string, core.Tensor[]>()
  for (const slot of weightSlots(graph)) {
    const weight = core.tensor(values.get(slotName(slot))!, [...slot.shape])
    ofLayers.set(slot.layer, [...(ofLayers.get(slot.layer) ?? []), weight])
  }
  for (const [name, weights] of ofLayers) {
    model.getLayer(name.replace(/\W/g, '_')).setWeights(weights)
    core.dispose(weights)
  }
  return model
}
