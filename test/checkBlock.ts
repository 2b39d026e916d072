import { describe, expect, test } from 'vitest'
import { graphCosts } from '../builder/costs'
import { input } from '../builder/input'
import { model } from '../builder/model'
import type { Tensor } from '../builder/tensor'

export interface BlockRow {
  readonly title: string
  readonly inputs: readonly (readonly number[])[]
  readonly build: (...tensors: readonly Tensor[]) => Tensor | readonly Tensor[]
  readonly outputs: readonly (readonly number[])[]
  /** Trainable ones, with the sum spelled out. */
  readonly parameters: number
  readonly macs?: number
}

/** Builds a block on inputs of given shapes and checks its outputs and costs. */
export function checkBlock(name: string, rows: readonly BlockRow[]): void {
  describe(name, () => {
    for (const { title, inputs, build, outputs, parameters, macs } of rows) {
      test(title, () => {
        const tensors = inputs.map(shape => input(...shape))
        const made = [build(...tensors)].flat() as Tensor[]
        expect(made.map(({ shape }) => shape)).toEqual(outputs)
        const costs = graphCosts(model(name, tensors, made).graph)
        expect(costs.parameters.trainable).toBe(parameters)
        if (macs !== undefined) expect(costs.macs).toBe(macs)
      })
    }
  })
}
