import type { Tensor4D } from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, test } from 'vitest'
import model from '../examples/localisation/shapeNet'
import { loadExample } from '../scripts/train/loadExample'
import { nameScenes } from '../scripts/train/nameScenes'
import { pointingGame } from '../scripts/train/pointingGame'
import { sceneBatch } from '../scripts/train/sceneBatch'
import { makeScene } from '../scripts/train/scenes'
import { useBackend } from './checks/backend'
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
