import * as core from '@tensorflow/tfjs-core'
import * as tfLayers from '@tensorflow/tfjs-layers'
import ts from 'typescript'
import type { Graph } from '../../../builder/graph'
import { slotName, weightSlots } from '../../../engine/weights/slots'
import { toTfjs } from '../../../server/export/toTfjs'
import type { Given, Peer } from './measure'

/** The prediction of TensorFlow.js Layers. */
export async function layersModel({ graph, values, image, size }: Given): Promise<Peer> {
  const model = await asLayers(graph, values)
  const value = core.tensor(image, [1, ...size])
  return {
    ...{ name: 'TensorFlow.js Layers', isTensors: true },
    run: async () => {
      const output = model.predict(value) as core.Tensor
      await output.data()
      output.dispose()
    },
    dispose() {
      model.dispose()
      value.dispose()
    },
  }
}

/** A graph as a model of TensorFlow.js Layers, made by the program that `convolens export` writes, with the same weights. */
async function asLayers(graph: Graph, values: ReadonlyMap<string, Float32Array>): Promise<tfLayers.LayersModel> {
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
