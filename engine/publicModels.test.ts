import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { loadGraphModel } from '@tensorflow/tfjs-converter'
import { io, mul, sub, type Tensor } from '@tensorflow/tfjs-core'
import { loadLayersModel } from '@tensorflow/tfjs-layers'
import { expect, test } from 'vitest'
import type { Graph, Layer } from '../builder/graph'
import { mobileNetV2 } from '../builder/zoo/mobileNetV2'
import { useBackend } from './checks/backend'
import { graphOf } from './checks/build'
import { expectClose } from './checks/checkComputation'
import { type KerasTopology, kerasModel } from './checks/kerasModel'
import { imageTensor } from './image'
import { readPng } from './jobs/readPng'
import { findLogits } from './logits'
import { Network } from './network'
import { matchWeights } from './weights/matchWeights'
import { readWeights } from './weights/readWeights'
import { weightSlots } from './weights/slots'

// Two classifiers trained on millions of photographs, from the package nsfwjs (MIT licence), on a photograph of a cat.
const photograph = readPng(
  'chelsea.png',
  readFileSync(fileURLToPath(new URL('../examples/photographs/chelsea.png', import.meta.url))),
)
const require = createRequire(import.meta.url)

test('MobileNet v2 with trained weights says of a photograph what TensorFlow.js says', async () => {
  await checkAgainstLayers('mobilenet_v2', ['group1-shard1of1'], 224)
})

test('Inception v3 with trained weights says of a photograph what TensorFlow.js says', async () => {
  const shards = Array.from({ length: 6 }, (_, i) => `group1-shard${i + 1}of6`)
  await checkAgainstLayers('inception_v3', shards, 299)
}, 240_000)

test('a graph model of MobileNet v2, normalisations folded, says in the zoo’s network what TensorFlow.js says', async () => {
  await useBackend('wasm')
  const { weightsManifest, ...rest } = readModule('mobilenet_v2_mid', 'model') as io.ModelJSON
  const parts = [1, 2].map(
    number =>
      Uint8Array.from(Buffer.from(readModule('mobilenet_v2_mid', `group1-shard${number}of2`) as string, 'base64'))
        .buffer,
  )
  const manifest = JSON.stringify({ ...rest, weightsManifest })
  const shards = Object.fromEntries(weightsManifest[0].paths.map((path, i) => [path, parts[i]]))

  const graph = paddedAsTensorFlow(mobileNetV2({ width: 1.4, classes: 5 }).graph)
  const { values, report } = matchWeights(weightSlots(graph), await readWeights({ manifest, shards }))
  expect(report).toMatchObject({ missing: [], unused: [] })
  expect(report.notes).toEqual([expect.stringContaining('folded')])
  const network = new Network(graph, values)
  const input = imageTensor(photograph, [224, 224, 3], { scale: 1 / 255 })
  // The graph itself brings 0…1 to -1…1.
  const scaled = sub(mul(input, 2), 1)
  const [output] = graph.outputs
  const found = await network.forward({ [graph.inputs[0]]: scaled }, new Set([output.layer]))

  const weightSpecs = weightsManifest.flatMap(({ weights }) => weights)
  const reference = await loadGraphModel(io.fromMemory({ ...rest, weightSpecs, weightData: joined(parts) }))
  const expected = reference.predict(input) as Tensor
  expectClose([...found.get(output.layer)![0].dataSync()], [...expected.dataSync()], 1e-4)

  reference.dispose()
  network.dispose()
  for (const tensor of [input, scaled, expected, ...[...found.values()].flat()]) tensor.dispose()
}, 120_000)

/** TensorFlow pads the last row and column first; the zoo, as PyTorch, all around. */
function paddedAsTensorFlow(graph: Graph): Graph {
  const isStrided = ({ options }: Layer) => options.strides?.toString() === '2,2'
  const layers = graph.layers.map(layer =>
    isStrided(layer) ? { ...layer, options: { ...layer.options, padding: 'same' } } : layer,
  )
  return { ...graph, layers }
}

async function checkAgainstLayers(name: string, shards: readonly string[], size: number): Promise<void> {
  await useBackend('wasm')
  const { modelTopology, weightsManifest } = readModule(name, 'model') as {
    modelTopology: KerasTopology & io.ModelJSON['modelTopology']
    weightsManifest: io.WeightsManifestConfig
  }
  const parts = shards.map(shard => Uint8Array.from(Buffer.from(readModule(name, shard) as string, 'base64')).buffer)
  const input = imageTensor(photograph, [size, size, 3], { scale: 1 / 255 })

  const graph = graphOf(kerasModel(name, modelTopology))
  const manifest = JSON.stringify({ format: 'layers-model', modelTopology, weightsManifest })
  const files = { manifest, shards: Object.fromEntries(shards.map((shard, i) => [shard, parts[i]])) }
  const { values, report } = matchWeights(weightSlots(graph), await readWeights(files))
  expect(report).toMatchObject({ missing: [], unused: [] })
  const network = new Network(graph, values)
  const logits = findLogits(network.graph).edge.layer
  const [output] = graph.outputs
  const found = await network.forward({ [graph.inputs[0]]: input }, new Set([output.layer, logits]))

  const reference = await loadLayersModel(
    io.fromMemory({
      modelTopology,
      weightSpecs: weightsManifest.flatMap(({ weights }) => weights),
      weightData: joined(parts),
    }),
  )
  const expected = reference.predict(input) as Tensor
  const scores = [...found.get(output.layer)![0].dataSync()]
  expectClose(scores, [...expected.dataSync()], 1e-4)
  expect(scores.reduce((sum, score) => sum + score, 0)).toBeCloseTo(1, 5)

  reference.dispose()
  network.dispose()
  for (const tensor of [input, expected, ...[...found.values()].flat()]) tensor.dispose()
}

/** The package holds its files as modules: the manifest as an object, the binary files in base64. */
function readModule(name: string, file: string): unknown {
  return require(`../node_modules/nsfwjs/dist/models/${name}/${file}.min.js`)
}

function joined(parts: readonly ArrayBuffer[]): ArrayBuffer {
  return Uint8Array.from(Buffer.concat(parts.map(part => new Uint8Array(part)))).buffer
}
