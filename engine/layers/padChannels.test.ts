import { type Block, checkComputation } from '../checks/checkComputation'
import { padChannels } from './padChannels'

checkComputation(padChannels, [
  { options: { before: 1, after: 2 }, inputs: [[2, 3, 4]], naive: ([map]) => padded(map, 1, 2) },
  { options: { after: 1 }, inputs: [[4]], naive: ([map]) => padded(map, 0, 1) },
])

/** Of four channels. */
function padded({ values }: Block, before: number, after: number): number[] {
  const zeros = (count: number) => Array.from({ length: count }, () => 0)
  return Array.from({ length: values.length / 4 }, (_, place) => [
    ...zeros(before),
    ...values.slice(4 * place, 4 * place + 4),
    ...zeros(after),
  ]).flat()
}
