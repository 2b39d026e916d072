import { tensor } from '@tensorflow/tfjs-core'
import { expect, test } from 'vitest'
import { useBackend } from '../checks/backend'
import { checkComputation } from '../checks/checkComputation'
import { gelu } from './gelu'

checkComputation(gelu, [
  { inputs: [[4, 5, 3]], naive: ([{ values }]) => [...values].map(x => x * distribution(x)) },
  {
    options: { approximate: true },
    inputs: [[4, 5, 3]],
    naive: ([{ values }]) =>
      [...values].map(x => 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)))),
  },
])

test('Φ(1) = 0.8413447, Φ(−2) = 0.0227501', async () => {
  await useBackend('wasm')
  const [output] = gelu.forward({ approximate: false }, [tensor([1, -2])], {})
  const [one, minusTwo] = output.dataSync()
  expect(one).toBeCloseTo(0.8413447, 5)
  expect(minusTwo).toBeCloseTo(-0.0455003, 5)
})

/** Simpson's rule over the normal density, from 0 on. */
function distribution(x: number): number {
  const steps = 200
  let sum = 0
  for (let i = 0; i <= steps; i++) {
    const weight = i === 0 || i === steps ? 1 : i % 2 === 0 ? 2 : 4
    sum += weight * Math.exp(-(((x * i) / steps) ** 2) / 2)
  }
  return 0.5 + (sum * x) / steps / 3 / Math.sqrt(2 * Math.PI)
}
