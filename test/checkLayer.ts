import '@tensorflow/tfjs-backend-cpu'
// The orthogonal initializer of recurrent layers calls operations as methods.
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops'
import { type layers, input as tfInput } from '@tensorflow/tfjs-layers'
import { describe, expect, test } from 'vitest'
import { layerCosts } from '../builder/costs'
import { unknownReason } from '../builder/dimension'
import { input } from '../builder/input'
import type { LayerKind } from '../builder/layerKind'
import { createNode } from '../builder/node'
import { isProblem } from '../builder/problem'
import type { Window } from '../builder/window'

/** Any layer of TensorFlow.js. */
interface TfjsLayer {
  apply: ReturnType<typeof layers.activation>['apply']
  countParams(): number
  getWeights(): { shape: number[] }[]
}

export interface LayerRow {
  /** As a user writes them. */
  readonly options?: Readonly<Record<string, unknown>>
  /** Shapes without batch axis. */
  readonly inputs: readonly (readonly number[])[]
  readonly output?: readonly number[]
  /** Instead of `output`, for a layer with several. */
  readonly outputs?: readonly (readonly number[])[]
  readonly parameters?: number
  readonly nonTrainable?: number
  readonly formula?: string
  readonly macs?: number
  /** `unknown` where it is told of no size. */
  readonly window?: Window | 'unknown'
  /** Instead of all the above: what is wrong. */
  readonly problem?: string
  /** The same layer in TensorFlow.js's own Keras: shapes and parameters must agree with it too. */
  readonly like?: () => TfjsLayer
}

/** Checks what a layer kind says of itself, row by row; what a row leaves out is 0, none or not looked at (window). */
export function checkLayer(kind: LayerKind, rows: readonly LayerRow[]): void {
  describe(kind.kind, () => {
    for (const row of rows) {
      test(`${JSON.stringify(row.options ?? {})} on ${row.inputs.map(shape => shape.join('×')).join(', ')}`, () => {
        const tensors = row.inputs.map(shape => input(...shape))
        const node = createNode(kind, row.options ?? {}, tensors)
        if (isProblem(node)) {
          expect(node.message).toBe(row.problem)
          return
        }
        expect(row.problem).toBeUndefined()
        expect(node.outputShapes).toEqual(row.outputs ?? [row.output])
        const layer = { name: '', kind: kind.kind, options: node.options, inputs: [], outputShapes: node.outputShapes }
        const costs = layerCosts(layer, row.inputs)
        expect(costs.parameters).toEqual({ trainable: row.parameters ?? 0, nonTrainable: row.nonTrainable ?? 0 })
        expect(costs.macs).toBe(row.macs ?? 0)
        if (row.formula !== undefined || row.parameters === undefined) expect(costs.formula).toBe(row.formula ?? '')
        if (row.window !== undefined) {
          const window = kind.window(node.options as never, row.inputs, node.outputShapes)
          if (row.window !== 'unknown') expect(window).toEqual(row.window)
          else expect(typeof window === 'object' && window.size.map(unknownReason)).not.toContain(undefined)
        }
        if (row.like) {
          const twin = row.like()
          const inputs = row.inputs.map(shape => tfInput({ shape: [...shape] }))
          const made = [twin.apply(inputs.length === 1 ? inputs[0] : inputs)].flat() as { shape: number[] }[]
          expect(made.map(({ shape }) => shape.slice(1))).toEqual(node.outputShapes)
          expect(twin.countParams()).toBe((row.parameters ?? 0) + (row.nonTrainable ?? 0))
          const weights = kind.weights(node.options as never, row.inputs)
          expect(weights.map(({ shape }) => shape)).toEqual(twin.getWeights().map(({ shape }) => shape))
        }
      })
    }
  })
}
