import type { Network } from '../../engine/network'
import { sceneBatch } from './sceneBatch'
import { pixelClasses, type Scene } from './scenes'

/**
 * How well examples/segmentation finds the pixels of each class: the pixels found that are right, over all that are found or
 * should be, of all scenes together; and the mean over the classes.
 *
 * Source  Everingham et al. 2015, The PASCAL Visual Object Classes Challenge: A Retrospective, §3.3
 */
export async function meanIntersectionOverUnion(
  network: Network,
  scenes: readonly Scene[],
): Promise<{ mean: number; classes: readonly number[] }> {
  const { inputs, outputs } = network.graph
  const [both, either]: [number[], number[]] = [[], []]
  for (const scene of scenes) {
    const input = sceneBatch([scene], network.graph)
    const found = await network.forward({ [inputs[0]]: input }, new Set([outputs[0].layer]))
    const [scores] = found.get(outputs[0].layer)!
    const values = scores.dataSync()
    const count = scores.shape[3]!
    for (const [pixel, right] of pixelClasses(scene).entries()) {
      const ofPixel = values.subarray(pixel * count, (pixel + 1) * count)
      const answer = ofPixel.indexOf(Math.max(...ofPixel))
      for (const one of new Set([right, answer])) either[one] = (either[one] ?? 0) + 1
      if (answer === right) both[right] = (both[right] ?? 0) + 1
    }
    input.dispose()
    scores.dispose()
  }
  const classes = either.map((count, one) => (both[one] ?? 0) / count)
  return { mean: classes.reduce((sum, value) => sum + value, 0) / classes.length, classes }
}
