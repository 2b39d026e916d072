import { expect, test } from 'vitest'
import model from '../examples/segmentation/uNet'
import { loadExample } from '../scripts/train/loadExample'
import { meanIntersectionOverUnion } from '../scripts/train/meanIntersectionOverUnion'
import { makeScene } from '../scripts/train/scenes'
import { useBackend } from './checks/backend'

test('the trained U-Net finds every class of scenes that it has never seen', async () => {
  await useBackend('wasm')
  const { network } = loadExample('segmentation', model)
  const scenes = Array.from({ length: 40 }, (_, i) => makeScene(`held out ${i}`))
  const { mean, classes } = await meanIntersectionOverUnion(network, scenes)
  expect(mean).toBeGreaterThan(0.85)
  expect(Math.min(...classes)).toBeGreaterThan(0.75)
  network.dispose()
})
