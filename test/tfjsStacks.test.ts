import * as core from '@tensorflow/tfjs-core'
import { beforeAll, expect, test } from 'vitest'
import { analysed, figuresBefore, type Outcome, run } from './tfjsOutcomes'
import { ProgramWriter, randomNumbers } from './tfjsPrograms'

const STACKS = Number(process.env.CONVOLENS_STACKS ?? 1000)

beforeAll(async () => {
  core.env().set('PROD', true)
  await core.setBackend('cpu')
})

test(`${STACKS} random programs: shapes, parameters and errors are those of TensorFlow.js`, () => {
  const warn = console.warn
  console.warn = () => undefined
  let wrong = 0
  let layers = 0
  try {
    for (let seed = 1; seed <= STACKS; seed++) {
      const lines = new ProgramWriter(randomNumbers(seed)).program()
      const real = run(lines)
      if (real.errorLine !== undefined) wrong += 1
      const ours = analysed(lines.slice(0, real.errorLine))
      const figures = (outcome: Outcome) => figuresBefore(outcome, real)
      layers += figures(real).length
      const about = (outcome: Outcome) => ({
        seed,
        program: lines,
        errorLine: outcome.errorLine,
        layers: figures(outcome),
      })
      expect(about(ours), `${real.message} / ${ours.message}`).toEqual(about(real))
    }
  } finally {
    console.warn = warn
  }
  // A generator that writes nothing but right programs, or nothing but wrong ones, would test little.
  expect(wrong / STACKS).toBeGreaterThan(0.1)
  expect(wrong / STACKS).toBeLessThan(0.7)
  expect(layers).toBeGreaterThan(STACKS)
}, 3_600_000)
