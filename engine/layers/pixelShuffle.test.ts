import { type Block, checkComputation } from '../checks/checkComputation'
import { pixelShuffle } from './pixelShuffle'

checkComputation(pixelShuffle, [
  { options: { blockSize: 2 }, inputs: [[2, 3, 8]], naive: ([map]) => shuffled(map, 2) },
  { options: { blockSize: 3 }, inputs: [[2, 2, 9]], naive: ([map]) => shuffled(map, 3) },
])

function shuffled(map: Block, block: number): number[] {
  const [height, width, channels] = map.shape
  const after = channels / (block * block)
  const result: number[] = []
  for (let row = 0; row < height * block; row++)
    for (let column = 0; column < width * block; column++)
      for (let channel = 0; channel < after; channel++) {
        const place = (row % block) * block + (column % block)
        result.push(map.at(Math.floor(row / block), Math.floor(column / block), place * after + channel))
      }
  return result
}
