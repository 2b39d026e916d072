import type { Tensor4D } from '@tensorflow/tfjs-core'
import { explain } from '../../engine/explain/explain'
import type { Network } from '../../engine/network'
import { sceneBatch } from './sceneBatch'
import { SCENE_SIZE, type Scene } from './scenes'

export interface PointingGame {
  /** Objects asked for. */
  readonly objects: number
  /** Share of them in whose box the map of their class has its largest number, which speaks for it: more than 0. */
  readonly hits: number
  /** Mean share of what speaks for the class, the sum of the map's positive numbers, that lies in the object's box. */
  readonly mass: number
  /** The same for a map of ones: the mean share of the scene that the box takes. */
  readonly chance: number
}

/**
 * Plays the pointing game with an explanation: where it is asked for the class of each object in each scene, does it point
 * into the object's box?
 *
 * Source  Zhang et al. 2016, Top-down Neural Attention by Excitation Backprop, §4.1, https://arxiv.org/abs/1608.00507; without
 *         its margin of 15 pixels around the box
 */
export async function pointingGame(
  network: Network,
  scenes: readonly Scene[],
  method: string,
  layer: string,
): Promise<PointingGame> {
  const [name] = network.graph.inputs
  const sums = { objects: 0, hits: 0, mass: 0, chance: 0 }
  for (const scene of scenes) {
    const value = sceneBatch([scene], network.graph) as Tensor4D
    for (const { class: index, box } of scene.objects) {
      const request = { imageId: '', method, layer, target: { kind: 'class', class: index } as const }
      const { intensity } = await explain(network, { [name]: value }, new Map([[name, scene.image]]), request)
      const inside = (pixel: number) => {
        const [y, x] = [Math.floor(pixel / SCENE_SIZE) + 0.5, (pixel % SCENE_SIZE) + 0.5]
        return y >= box.top && y <= box.bottom && x >= box.left && x <= box.right
      }
      // What speaks against the class, as the other shapes of a scene may, is not where its object should be.
      const sizes = intensity.map(value => Math.max(0, value))
      const all = sizes.reduce((sum, size) => sum + size, 0)
      const within = sizes.reduce((sum, size, pixel) => sum + (inside(pixel) ? size : 0), 0)
      sums.objects += 1
      sums.hits += inside(sizes.indexOf(Math.max(...sizes))) && all > 0 ? 1 : 0
      sums.mass += all > 0 ? within / all : 0
      sums.chance += sizes.filter((_, pixel) => inside(pixel)).length / SCENE_SIZE ** 2
    }
    value.dispose()
  }
  const { objects, hits, mass, chance } = sums
  return { objects, hits: hits / objects, mass: mass / objects, chance: chance / objects }
}
