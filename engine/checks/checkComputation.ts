import { dispose, memory, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core'
import { describe, expect, test } from 'vitest'
import type { Computation } from '../computation'
import { EngineError } from '../engineError'
import { useBackend } from './backend'
import { PreparedLayer, type Row } from './preparedLayer'

export { type Block, block, type Row } from './preparedLayer'

/**
 * Checks how a layer kind is computed, row by row, on CPU and WASM: its output against an independent computation and
 * the builder's shape, its gradient against central differences, and that it keeps no tensors. Without a gradient, it is
 * checked that one is refused.
 */
export function checkComputation(computation: Computation, rows: readonly Row[], { gradient = true } = {}): void {
  describe(computation.kind, () => {
    for (const row of rows) {
      const title = `${JSON.stringify(row.options ?? {})} on ${row.inputs.map(shape => shape.join('×')).join(', ')}`
      const layer = new PreparedLayer(computation, row)
      test(`output: ${title}`, async () => {
        for (const backend of ['cpu', 'wasm'] as const) {
          await useBackend(backend)
          const { shapes, values } = run(layer)
          expectClose(values, reference(row, layer), 1e-4)
          expect(shapes).toEqual(layer.outputShapes)
        }
      })
      if (!gradient) {
        test(`refused gradient: ${title}`, async () => {
          await useBackend('cpu')
          expect(() => tidy(() => [...layer.inputGradients()])).toThrow(EngineError)
        })
        continue
      }
      test(`gradient: ${title}`, async () => {
        for (const backend of ['cpu', 'wasm'] as const) {
          await useBackend(backend)
          const tensors = memory().numTensors
          const { passed, expected } = gradients(layer)
          expectClose(passed, expected, 1e-2)
          expect(memory().numTensors).toBe(tensors)
        }
      })
    }
  })
}

/** Much smaller than the gaps between the inputs' numbers, so that none crosses a kink. */
const STEP = 0.01

function run(layer: PreparedLayer): { shapes: number[][]; values: number[] } {
  return tidy(() => {
    const outputs = layer.outputs()
    return {
      shapes: outputs.map(({ shape }) => shape.slice(1)),
      values: outputs.flatMap(output => [...output.dataSync()]),
    }
  })
}

function reference({ like, naive }: Row, { inputs: blocks, weights }: PreparedLayer): readonly number[] {
  if (naive) return naive(blocks, weights)
  return tidy(() => {
    const layer = like!()
    const inputs = blocks.map(({ shape, values }) => tensor(values, [1, ...shape]))
    layer.build(inputs.length > 1 ? inputs.map(({ shape }) => shape) : inputs[0].shape)
    layer.setWeights(Object.values(weights).map(({ shape, values }) => tensor(values, [...shape])))
    return [...(layer.apply(inputs.length > 1 ? inputs : inputs[0]) as Tensor).dataSync()]
  })
}

/** The gradient of Σ random · outputs with respect to every number of every input, computed and by central differences. */
function gradients(layer: PreparedLayer): { passed: number[]; expected: number[] } {
  const passed = tidy(() => {
    const found = layer.inputGradients()
    expect(found.map(({ shape }) => shape)).toEqual(layer.inputs.map(({ shape }) => [1, ...shape]))
    return found.flatMap(gradient => [...gradient.dataSync()])
  })
  const expected = layer.inputs.flatMap(({ values }, which) =>
    layer.given.has(which) ? Array.from(values, () => 0) : differences(layer, which),
  )
  return { passed, expected }
}

/** All moved copies of one input run as one batch. */
function differences(layer: PreparedLayer, which: number): number[] {
  const count = layer.inputs[which].values.length
  const outputs = tidy(() => {
    const inputs = layer.inputs.map(({ shape, values }, index) => {
      const batch = new Float32Array(2 * count * values.length)
      for (let copy = 0; copy < 2 * count; copy++) {
        batch.set(values, copy * values.length)
        if (index === which) batch[copy * values.length + (copy >> 1)] += copy % 2 === 0 ? STEP : -STEP
      }
      return tensor(batch, [2 * count, ...shape])
    })
    return [...layer.outputs(inputs)]
  })
  const values = outputs.map(output => output.dataSync())
  dispose(outputs)
  const sum = (copy: number) =>
    layer.outputGradients.reduce(
      (all, seed, output) =>
        seed.reduce((total, factor, i) => total + factor * values[output][copy * seed.length + i], all),
      0,
    )
  return Array.from({ length: count }, (_, i) => (sum(2 * i) - sum(2 * i + 1)) / (2 * STEP))
}

/** Every number within the given part of the largest. */
export function expectClose(found: readonly number[], expected: readonly number[], tolerance: number): void {
  expect(found.length).toBe(expected.length)
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  expect(largest).toBeGreaterThan(0)
  const error = expected.reduce((most, value, i) => {
    // NaN must not slip through a comparison.
    const difference = Math.abs(value - found[i])
    return Number.isNaN(difference) ? Number.POSITIVE_INFINITY : Math.max(most, difference)
  }, 0)
  expect(error / largest).toBeLessThan(tolerance)
}
