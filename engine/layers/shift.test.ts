import { type Block, checkComputation } from '../checks/checkComputation'
import { shift } from './shift'

checkComputation(shift, [
  // 20 channels in 9 groups of two, and two channels that stay.
  { options: { kernelSize: 3 }, inputs: [[4, 5, 20]], naive: ([map]) => shifted(map, 3, 3, 2) },
  { options: { kernelSize: [1, 3] }, inputs: [[3, 4, 3]], naive: ([map]) => shifted(map, 1, 3, 1) },
  { options: { kernelSize: 3 }, inputs: [[3, 3, 8]], naive: ([{ values }]) => [...values] },
])

function shifted(map: Block, windowHeight: number, windowWidth: number, groupSize: number): number[] {
  const [height, width, channels] = map.shape
  const result: number[] = []
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++)
      for (let channel = 0; channel < channels; channel++) {
        const group = Math.floor(channel / groupSize)
        const stays = group >= windowHeight * windowWidth
        const down = stays ? 0 : Math.floor(group / windowWidth) - (windowHeight - 1) / 2
        const right = stays ? 0 : (group % windowWidth) - (windowWidth - 1) / 2
        result.push(map.at(row + down, column + right, channel))
      }
  return result
}
