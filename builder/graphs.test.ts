import { describe, expect, test } from 'vitest'
import { graphCosts } from './costs'
import type { Graph } from './graph'
import { input } from './input'
import { type Model, model } from './model'
import { receptiveFields } from './receptiveField'
import { googLeNet } from './zoo/googLeNet'
import { mobileNetV3 } from './zoo/mobileNetV3'
import { siamese } from './zoo/siamese'
import { uNet } from './zoo/uNet'

/**
 * Peak memory by brute force: at every layer, everything made so far that this layer or a later one reads, or that is an
 * output, and what the layer makes.
 */
function simulatedPeak({ layers, outputs }: Graph): number {
  const bytes = (position: number) =>
    layers[position].outputShapes.reduce((sum, shape) => sum + 4 * (shape as number[]).reduce((a, b) => a * b, 1), 0)
  let peak = 0
  for (let now = 0; now < layers.length; now++) {
    let alive = 0
    for (let made = 0; made <= now; made++) {
      const { name } = layers[made]
      const isRead = layers.slice(now).some(({ inputs }) => inputs.some(({ layer }) => layer === name))
      if (made === now || isRead || outputs.some(({ layer }) => layer === name)) alive += bytes(made)
    }
    peak = Math.max(peak, alive)
  }
  return peak
}

/** A long skip, several outputs, a split, and a branch that ends early. */
function branching(): Model {
  const image = input(16, 16, 3)
  const trunk = image.conv2d(8, 3, { padding: 'same' }).relu()
  const [left, right] = trunk.split(2)
  const small = left.maxPool2d(2).conv2d(16, 3, { padding: 'same' })
  const early = small.globalAveragePool2d().dense(4)
  const joined = small.upSampling2d(2).concat(right, trunk)
  return model('branching', image, [joined.conv2d(2, 1), early])
}

const networks: Readonly<Record<string, () => Model>> = {
  branching,
  'GoogLeNet with auxiliary heads': () => googLeNet({ input: [64, 64, 3], auxiliary: true }),
  'MobileNet v3': () => mobileNetV3({ input: [64, 64, 3] }),
  'Siamese network': () => siamese(),
  'U-Net': () => uNet({ input: [188, 188, 1] }),
}

describe.each(Object.entries(networks))('%s', (_name, make) => {
  test('needs as much memory at its worst moment as a simulation does', () => {
    const { graph } = make()
    expect(graphCosts(graph).peakMemory).toBe(simulatedPeak(graph))
  })

  test('is the same after a way through JSON', () => {
    const { graph } = make()
    const read: Graph = JSON.parse(JSON.stringify(make()))
    expect(graphCosts(read)).toEqual(graphCosts(graph))
    expect(receptiveFields(read)).toEqual(receptiveFields(graph))
  })
})

// By hand, in numbers of 4 bytes: at the addition its two inputs and its output are alive.
test('the peak of a residual block', () => {
  const image = input(4, 4, 2)
  const { graph } = model('residual', image, image.conv2d(2, 3, { padding: 'same' }).add(image))
  expect(graphCosts(graph).peakMemory).toBe(4 * 3 * 32)
})
