import type { Network } from '../../engine/network'
import { sceneBatch } from './sceneBatch'
import type { Scene } from './scenes'

/** Shares of right answers of examples/localisation: of all questions whether a shape is there, and of scenes named wholly right. */
export async function nameScenes(
  network: Network,
  scenes: readonly Scene[],
): Promise<{ answers: number; scenes: number }> {
  const { inputs, outputs } = network.graph
  let [right, all, whole] = [0, 0, 0]
  for (const scene of scenes) {
    const input = sceneBatch([scene], network.graph)
    const found = await network.forward({ [inputs[0]]: input }, new Set([outputs[0].layer]))
    const [scores] = found.get(outputs[0].layer)!
    const correct = [...scores.dataSync()].map(
      (score, shape) => score > 0.5 === scene.objects.some(object => object.class === shape),
    )
    right += correct.filter(Boolean).length
    all += correct.length
    whole += correct.every(Boolean) ? 1 : 0
    input.dispose()
    scores.dispose()
  }
  return { answers: right / all, scenes: whole / scenes.length }
}
