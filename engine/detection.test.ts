import { expect, test } from 'vitest'
import model from '../examples/detection/ssd'
import { averagePrecision } from '../scripts/train/averagePrecision'
import { detectScene } from '../scripts/train/detectScene'
import { loadExample } from '../scripts/train/loadExample'
import { makeScene, SHAPES } from '../scripts/train/scenes'
import { useBackend } from './checks/backend'

test('the trained SSD finds the shapes of scenes that it has never seen', async () => {
  await useBackend('wasm')
  const { network } = loadExample('detection', model)
  const scenes = Array.from({ length: 60 }, (_, i) => makeScene(`held out ${i}`))
  const found = await Promise.all(scenes.map(scene => detectScene(network, scene)))
  const precisions = SHAPES.map((_, shape) =>
    averagePrecision(
      scenes.map(({ objects }, scene) => ({
        found: found[scene].filter(one => one.class === shape),
        objects: objects.filter(one => one.class === shape),
      })),
    ),
  )
  expect(precisions.reduce((sum, value) => sum + value, 0) / precisions.length).toBeGreaterThan(0.85)
  network.dispose()
})

test('average precision of a hand-made ranking', () => {
  const box = { top: 0, left: 0, bottom: 10, right: 10 }
  const far = { top: 40, left: 40, bottom: 50, right: 50 }
  const at = (place: typeof box, score: number) => ({ box: place, class: 0, score })
  const object = (place: typeof box) => ({ class: 0, box: place })
  // Ranked: right (precision 1 at recall 1/2), a second time the same (1/2), right (2/3 at recall 1).
  const scenes = [{ found: [at(box, 0.9), at(box, 0.8), at(far, 0.7)], objects: [object(box), object(far)] }]
  expect(averagePrecision(scenes)).toBeCloseTo(0.5 * 1 + 0.5 * (2 / 3), 10)
})
