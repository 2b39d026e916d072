import { type Tensor, tensor } from '@tensorflow/tfjs-core'
import type { Graph } from '../../builder/graph'
import { makeScene, SCENE_SIZE, type Scene } from './scenes'

/** Scenes as one input [scenes, 64, 64, 3] of a network with the preprocessing of its graph. */
export function sceneBatch(scenes: readonly Scene[], { info: { preprocessing = {} } }: Graph): Tensor {
  const { scale = 1, mean = [0, 0, 0] } = preprocessing
  const pixels = SCENE_SIZE ** 2
  const values = new Float32Array(3 * pixels * scenes.length)
  for (const [index, { image }] of scenes.entries())
    for (let pixel = 0; pixel < pixels; pixel++)
      for (let channel = 0; channel < 3; channel++)
        values[3 * (index * pixels + pixel) + channel] = image.data[4 * pixel + channel] * scale - mean[channel]
  return tensor(values, [scenes.length, SCENE_SIZE, SCENE_SIZE, 3])
}

/** The scenes of a training step: each is seen once. */
export function trainingScenes(step: number, count: number): Scene[] {
  return Array.from({ length: count }, (_, i) => makeScene(`training ${step * count + i}`))
}
