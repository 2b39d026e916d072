import { imageTensor } from '../../engine/image'
import type { Network } from '../../engine/network'
import { DOODLE_SIZE, type Doodle, doodleImage } from './doodles'

/** The share of drawings that a network names right, each given as the panel gives it: an image. */
export async function nameDoodles(network: Network, doodles: readonly Doodle[]): Promise<number> {
  const { inputs, outputs, info } = network.graph
  const [{ layer }] = outputs
  let right = 0
  for (const doodle of doodles) {
    const input = imageTensor(doodleImage(doodle), [DOODLE_SIZE, DOODLE_SIZE, 1], info.preprocessing)
    const found = await network.forward({ [inputs[0]]: input }, new Set([layer]))
    const [scores] = found.get(layer)!
    const numbers = scores.dataSync()
    if (numbers.indexOf(Math.max(...numbers)) === doodle.class) right += 1
    input.dispose()
    scores.dispose()
  }
  return right / doodles.length
}
