import type { Tensor4D } from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, test } from 'vitest'
import model from '../examples/localisation/shapeNet'
import { loadExample } from '../scripts/train/loadExample'
import { nameScenes } from '../scripts/train/nameScenes'
import { pointingGame } from '../scripts/train/pointingGame'
import { sceneBatch } from '../scripts/train/sceneBatch'
import { makeScene } from '../scripts/train/scenes'
import { useBackend } from './checks/backend'
import { expectClose } from './checks/checkComputation'
import { explainPixels } from './checks/explainPixels'
import { explanations } from './explain/explanations'
import { scoreOf } from './explain/score'
import { weightRandomization } from './explain/trust/weightRandomization'
import type { Network } from './network'

/** Scenes that the network was not trained on. */
const scenes = Array.from({ length: 100 }, (_, i) => makeScene(`held out ${i}`))
const LAST_MAP = 'relu_7'
let network: Network

beforeAll(async () => {
  await useBackend('wasm')
  network = loadExample('localisation', model).network
})

test('the trained network names the shapes of at least 97 of 100 scenes', async () => {
  expect((await nameScenes(network, scenes)).scenes).toBeGreaterThanOrEqual(0.97)
})

// Occlusion hides 225 windows of every scene, so that it has fewer of them.
test.each([
  ['gradCam', 100],
  ['gradCamPlusPlus', 100],
  ['layerCam', 100],
  ['occlusion', 8],
])(
  '%s points at 95 of 100 objects, and six times as much of what speaks for them as by chance lies on them',
  async (method, count) => {
    const { objects, hits, mass, chance } = await pointingGame(network, scenes.slice(0, count), method, LAST_MAP)
    expect(objects).toBeGreaterThan(2 * count)
    expect(hits).toBeGreaterThanOrEqual(0.95)
    expect(mass).toBeGreaterThan(6 * chance)
  },
  300_000,
)

describe('when weights become random from the output down', () => {
  test.each([
    ['gradCam', LAST_MAP],
    ['saliency', ''],
  ])('%s has little to do any more with what the trained network shows', async (method, layer) => {
    const runs: number[][] = []
    for (const scene of scenes.slice(0, 8)) {
      const input = sceneBatch([scene], network.graph) as Tensor4D
      const score = scoreOf(network.graph, { kind: 'class', class: scene.objects[0].class })
      const question = { network, inputName: network.graph.inputs[0], input, others: {}, score, layer, options: {} }
      const found = await weightRandomization(explanations.get(method)!, { ...question, progress: () => {} }, 7)
      runs.push(found.map(({ correlation }) => Math.abs(correlation)))
      input.dispose()
    }
    const means = runs[0].map((_, step) => runs.reduce((sum, run) => sum + run[step], 0) / runs.length)
    expect(means.length).toBe(8)
    expect(means.at(-1)).toBeLessThan(0.3)
  })
})

test('relevance is conserved, and integrated gradients are complete, within 1 % in the trained network', async () => {
  for (const scene of scenes.slice(0, 2)) {
    const input = sceneBatch([scene], network.graph)
    const pixels = input.dataSync()
    input.dispose()
    const target = scene.objects[0].class
    const sum = (map: Float32Array) => map.reduce((total, value) => total + value, 0)
    const [relevance, gradients] = [
      await explainPixels(explanations.get('layerwiseRelevance')!, network, pixels, target),
      await explainPixels(explanations.get('integratedGradients')!, network, pixels, target),
    ]
    const score = relevance.facts!['Relevance of the target']
    expect(Math.abs(sum(relevance.map) / score - 1)).toBeLessThan(0.01)
    const difference = gradients.facts!['Difference to the empty image']
    expect(Math.abs(sum(gradients.map) / difference - 1)).toBeLessThan(0.01)
  }
})

test('CAM, Grad-CAM and HiResCAM of the trained network are one map', async () => {
  const [scene] = scenes
  const input = sceneBatch([scene], network.graph)
  const pixels = input.dataSync()
  input.dispose()
  const [cam, ...others] = await Promise.all(
    ['cam', 'gradCam', 'hiResCam'].map(method =>
      explainPixels(explanations.get(method)!, network, pixels, scene.objects[0].class, { layer: LAST_MAP }),
    ),
  )
  const expected = Array.from(cam.map, value => Math.max(0, value) / cam.map.length)
  for (const { map } of others) expectClose([...map], expected, 1e-4)
})
