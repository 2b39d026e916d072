import { dispose, memory, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core'
import type { layers } from '@tensorflow/tfjs-layers'
import { describe, expect, test } from 'vitest'
import { input } from '../../builder/input'
import type { LayerKind } from '../../builder/layerKind'
import { layerKinds } from '../../builder/layerKinds'
import { createNode } from '../../builder/node'
import { isProblem } from '../../builder/problem'
import type { Computation } from '../computation'
import { EngineError } from '../engineError'
import { randomNumbers } from '../weights/randomNumbers'
import { useBackend } from './backend'

type TfjsLayer = Pick<ReturnType<typeof layers.activation>, 'build' | 'setWeights' | 'apply'>

export interface Row {
  /** As a user writes them. */
  readonly options?: Readonly<Record<string, unknown>>
  /** Shapes without batch axis. */
  readonly inputs: readonly (readonly number[])[]
  /** The same layer in TensorFlow.js's own Keras, whose weights stand in the same order. */
  readonly like?: () => TfjsLayer
  /** Values of inputs that are not just any numbers, such as indices, by their place; no gradient passes to them. */
  readonly given?: Readonly<Record<number, readonly number[]>>
  /** Values of inputs that must keep clear of places where the gradient jumps, by their place. */
  readonly chosen?: Readonly<Record<number, readonly number[]>>
  /** The same in plain loops, where TensorFlow.js has no such layer; several outputs one behind the other. */
  readonly naive?: (inputs: readonly Block[], weights: Readonly<Record<string, Block>>) => readonly number[]
}

/** Numbers of a tensor of one image, with a reader that gives 0 beyond the borders. */
export interface Block {
  readonly shape: readonly number[]
  readonly values: Float32Array
  at(...position: number[]): number
}

/**
 * Checks how a layer kind is computed, row by row, on CPU and WASM: its output against an independent computation and
 * the builder's shape, its gradient against central differences, and that it keeps no tensors. Without a gradient, it is
 * checked that one is refused.
 */
export function checkComputation(computation: Computation, rows: readonly Row[], { gradient = true } = {}): void {
  const kind = layerKinds.get(computation.kind)!
  describe(kind.kind, () => {
    for (const row of rows) {
      const title = `${JSON.stringify(row.options ?? {})} on ${row.inputs.map(shape => shape.join('×')).join(', ')}`
      const made = prepare(kind, row)
      test(`output: ${title}`, async () => {
        for (const backend of ['cpu', 'wasm'] as const) {
          await useBackend(backend)
          const { shapes, values } = run(computation, made)
          expectClose(values, reference(row, made), 1e-4)
          expect(shapes).toEqual(made.outputShapes)
        }
      })
      if (!gradient) {
        test(`refused gradient: ${title}`, async () => {
          await useBackend('cpu')
          expect(() => gradients(computation, made)).toThrow(EngineError)
        })
        continue
      }
      test(`gradient: ${title}`, async () => {
        for (const backend of ['cpu', 'wasm'] as const) {
          await useBackend(backend)
          const tensors = memory().numTensors
          const { passed, expected } = gradients(computation, made)
          expectClose(passed, expected, 1e-2)
          expect(memory().numTensors).toBe(tensors)
        }
      })
    }
  })
}

interface Prepared {
  readonly options: Readonly<Record<string, unknown>>
  readonly inputs: readonly Block[]
  readonly weights: Readonly<Record<string, Block>>
  readonly given: ReadonlySet<number>
  readonly outputShapes: readonly (readonly number[])[]
}

function prepare(kind: LayerKind, { options = {}, inputs: shapes, given = {}, chosen = {} }: Row): Prepared {
  const node = createNode(
    kind,
    options,
    shapes.map(shape => input(...shape)),
  )
  if (isProblem(node)) throw new Error(node.message)
  const next = randomNumbers(`${kind.kind} ${JSON.stringify(options)} ${shapes}`)
  const all = distinct(
    shapes.reduce((count, shape) => count + size(shape), 0),
    next,
  )
  let taken = 0
  const inputs = shapes.map((shape, index) => {
    const any = all.slice(taken, (taken += size(shape)))
    const values = given[index] ?? chosen[index]
    return block(shape, values ? Float32Array.from(values) : any)
  })
  const weights = Object.fromEntries(
    kind.weights(node.options, shapes).map(({ name, shape }) => {
      // Variances are positive; all others are as good.
      const values = Float32Array.from({ length: size(shape as number[]) }, () => 0.2 + next())
      const signs = name.includes('ariance') ? values : values.map(value => (next() < 0.5 ? -value : value))
      return [name, block(shape as number[], signs)]
    }),
  )
  return {
    options: node.options,
    inputs,
    weights,
    given: new Set(Object.keys(given).map(Number)),
    outputShapes: node.outputShapes as number[][],
  }
}

/** Shuffled numbers around 0 with gaps much wider than the steps of the differences, so that none crosses a kink. */
function distinct(count: number, next: () => number): Float32Array {
  const values = Float32Array.from({ length: count }, (_, i) => (i - count / 2 + 0.37) * GAP)
  for (let i = count - 1; i > 0; i--) {
    const other = Math.floor(next() * (i + 1))
    ;[values[i], values[other]] = [values[other], values[i]]
  }
  return values
}

const GAP = 0.03
const STEP = 0.01

export function block(shape: readonly number[], values: Float32Array): Block {
  return {
    shape,
    values,
    at: (...position) => {
      let index = 0
      for (const [axis, place] of position.entries()) {
        if (place < 0 || place >= shape[axis]) return 0
        index = index * shape[axis] + place
      }
      return values[index]
    },
  }
}

function run(computation: Computation, made: Prepared): { shapes: number[][]; values: number[] } {
  return tidy(() => {
    const inputs = made.inputs.map(({ shape, values }) => tensor(values, [1, ...shape]))
    const outputs = computation.forward(made.options, inputs, weightTensors(made))
    return {
      shapes: outputs.map(({ shape }) => shape.slice(1)),
      values: outputs.flatMap(output => [...output.dataSync()]),
    }
  })
}

function reference({ like, naive }: Row, made: Prepared): readonly number[] {
  if (naive) return naive(made.inputs, made.weights)
  return tidy(() => {
    const layer = like!()
    const inputs = made.inputs.map(({ shape, values }) => tensor(values, [1, ...shape]))
    layer.build(inputs.length > 1 ? inputs.map(({ shape }) => shape) : inputs[0].shape)
    layer.setWeights(Object.values(made.weights).map(({ shape, values }) => tensor(values, [...shape])))
    return [...(layer.apply(inputs.length > 1 ? inputs : inputs[0]) as Tensor).dataSync()]
  })
}

/** The gradient of Σ random · outputs with respect to every number of every input, computed and by central differences. */
function gradients(computation: Computation, made: Prepared): { passed: number[]; expected: number[] } {
  const next = randomNumbers('seed')
  const seeds = made.outputShapes.map(shape => Float32Array.from({ length: size(shape) }, () => next() - 0.5))
  const passed = tidy(() => {
    const inputs = made.inputs.map(({ shape, values }) => tensor(values, [1, ...shape]))
    const weights = weightTensors(made)
    const outputs = computation.forward(made.options, inputs, weights)
    const outputGradients = seeds.map((seed, index) => tensor(seed, outputs[index].shape))
    const passed = computation.backward(made.options, { inputs, outputs, outputGradients, weights })
    expect(passed.map(({ shape }) => shape)).toEqual(inputs.map(({ shape }) => shape))
    return passed.flatMap(gradient => [...gradient.dataSync()])
  })
  const expected = made.inputs.flatMap(({ values }, which) =>
    made.given.has(which) ? Array.from(values, () => 0) : differences(computation, made, which, seeds),
  )
  return { passed, expected }
}

/** All moved copies of one input run as one batch. */
function differences(computation: Computation, made: Prepared, which: number, seeds: Float32Array[]): number[] {
  const count = made.inputs[which].values.length
  const outputs = tidy(() => {
    const inputs = made.inputs.map(({ shape, values }, index) => {
      const batch = new Float32Array(2 * count * values.length)
      for (let copy = 0; copy < 2 * count; copy++) {
        batch.set(values, copy * values.length)
        if (index === which) batch[copy * values.length + (copy >> 1)] += copy % 2 === 0 ? STEP : -STEP
      }
      return tensor(batch, [2 * count, ...shape])
    })
    return [...computation.forward(made.options, inputs, weightTensors(made))]
  })
  const values = outputs.map(output => output.dataSync())
  dispose(outputs)
  const sum = (copy: number) =>
    seeds.reduce(
      (all, seed, output) =>
        seed.reduce((total, factor, i) => total + factor * values[output][copy * seed.length + i], all),
      0,
    )
  return Array.from({ length: count }, (_, i) => (sum(2 * i) - sum(2 * i + 1)) / (2 * STEP))
}

function weightTensors({ weights }: Prepared): Record<string, Tensor> {
  return Object.fromEntries(
    Object.entries(weights).map(([name, { shape, values }]) => [name, tensor(values, [...shape])]),
  )
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

function size(shape: readonly number[]): number {
  return shape.reduce((a, b) => a * b, 1)
}
