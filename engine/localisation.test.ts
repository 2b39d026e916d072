import { beforeAll, expect, test } from 'vitest'
import model from '../examples/localisation/shapeNet'
import { correlation } from '../scripts/train/correlation'
import { loadExample } from '../scripts/train/loadExample'
import { nameScenes } from '../scripts/train/nameScenes'
import { pointingGame } from '../scripts/train/pointingGame'
import { sceneBatch } from '../scripts/train/sceneBatch'
import { makeScene } from '../scripts/train/scenes'
import { useBackend } from './checks/backend'
import { build } from './checks/build'
import { explainPixels } from './checks/explainPixels'
import { explanations } from './explain/explanations'
import type { Network } from './network'

/** Scenes that the network was not trained on. */
const scenes = Array.from({ length: 100 }, (_, i) => makeScene(`held out ${i}`))
const LAST_MAP = 'relu_7'
let network: Network

beforeAll(async () => {
  await useBackend('wasm')
  network = loadExample('localisation', model).network
})

test('the trained network names the shapes of at least 93 of 100 scenes', async () => {
  expect((await nameScenes(network, scenes)).scenes).toBeGreaterThanOrEqual(0.93)
})

// Grad-CAM++ and LayerCAM leave out what speaks against a shape, so that they also point at the other shapes of a scene.
test.each([
  ['gradCam', 95],
  ['gradCamPlusPlus', 85],
  ['layerCam', 85],
])(
  '%s points at %i of 100 objects, and three times as much of its map as by chance lies on them',
  async (method, least) => {
    const { objects, hits, mass, chance } = await pointingGame(network, scenes, method, LAST_MAP)
    expect(objects).toBeGreaterThan(200)
    expect(hits).toBeGreaterThanOrEqual(least / 100)
    expect(mass).toBeGreaterThan(3 * chance)
  },
)

test('Grad-CAM of random weights has little to do with that of the trained ones', async () => {
  const random = build(model)
  const gradCam = explanations.get('gradCam')!
  const correlations: number[] = []
  for (const scene of scenes.slice(0, 30)) {
    const input = sceneBatch([scene], network.graph)
    const pixels = input.dataSync() as Float32Array
    input.dispose()
    const index = scene.objects[0].class
    const [trained, shuffled] = [
      await explainPixels(gradCam, network, pixels, index, { layer: LAST_MAP }),
      await explainPixels(gradCam, random, pixels, index, { layer: LAST_MAP }),
    ]
    correlations.push(Math.abs(correlation(trained.map, shuffled.map)))
  }
  expect(correlations.reduce((sum, value) => sum + value, 0) / correlations.length).toBeLessThan(0.3)
})
