import { type Block, checkComputation } from '../checks/checkComputation'
import { gatherChannels } from './gatherChannels'

checkComputation(gatherChannels, [
  { options: { indices: [2, 0, 2, 3] }, inputs: [[3, 2, 4]], naive: ([map]) => picked(map, [2, 0, 2, 3]) },
  { options: { indices: [3, 1] }, inputs: [[4]], naive: ([map]) => picked(map, [3, 1]) },
])

/** Of four channels. */
function picked({ values }: Block, indices: number[]): number[] {
  return Array.from({ length: values.length / 4 }, (_, place) => indices.map(index => values[4 * place + index])).flat()
}
