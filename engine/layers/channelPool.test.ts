import { type Block, checkComputation } from '../checks/checkComputation'
import { channelPool } from './channelPool'

checkComputation(channelPool, [
  { inputs: [[3, 4, 5]], naive: ([map]) => places(map).map(channels => channels.reduce((a, b) => a + b, 0) / 5) },
  { options: { method: 'max' }, inputs: [[3, 4, 5]], naive: ([map]) => places(map).map(values => Math.max(...values)) },
  { options: { method: 'max' }, inputs: [[6]], naive: ([vector]) => [Math.max(...vector.values)] },
])

/** The five channels of every place. */
function places({ values }: Block): number[][] {
  return Array.from({ length: values.length / 5 }, (_, place) => [...values.slice(5 * place, 5 * place + 5)])
}
