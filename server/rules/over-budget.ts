import { add, type Dimension } from '../../builder/dimension'
import { formatBytes, formatCount } from '../../builder/format'
import type { AnalysedModel } from '../analysis'
import type { Budgets } from '../configuration/configuration'
import { defineRule } from './rule'

/**
 * Finds a model that takes more than its project allows: parameters, multiply-adds, memory of activations; or that sees
 * less of the image than it has to.
 *
 * Why: the project's `convolens.config.json` sets the budget, for instance because the model has to run on a phone.
 *
 * Do: make the model smaller, or raise the budget.
 *
 * @example
 * // convolens.config.json: { "budgets": { "maxParameters": 1000 } }
 * const image = input(32, 32, 3)
 * model('net', image, image.conv2d(64, 3).relu())
 */
export const overBudget = defineRule({
  id: 'over-budget',
  severity: 'error',

  *check({ models }, { budgets }) {
    for (const model of models) {
      for (const message of overrun(model, budgets)) yield { span: model.span, message, fixes: [] }
    }
  },
})

function overrun(model: AnalysedModel, budgets: Budgets): string[] {
  const { costs } = model
  const { trainable, nonTrainable } = costs.parameters
  return [
    over(add(trainable, nonTrainable), budgets.maxParameters, formatCount, 'parameters'),
    over(costs.macs, budgets.maxMacs, formatCount, 'multiply-adds'),
    over(costs.peakMemory, budgets.maxPeakMemory, formatBytes, 'of activations at once'),
    blind(model, budgets.minReceptiveField),
  ].flatMap(problem => (problem === undefined ? [] : [`${model.name} ${problem}`]))
}

function over(
  value: Dimension,
  limit: number | undefined,
  format: (value: number) => string,
  what: string,
): string | undefined {
  if (limit === undefined || typeof value !== 'number' || !(value > limit)) return undefined
  return `has ${format(value)} ${what}; its budget is ${format(limit)}`
}

/** The model's outputs see through windows what the fewest of them see; the whole image is always enough. */
function blind({ graph, fields }: AnalysedModel, least: number | undefined): string | undefined {
  if (least === undefined) return undefined
  const image = graph.layers.find(({ name }) => name === graph.inputs[0])?.outputShapes[0]
  for (const { layer } of graph.outputs) {
    const field = fields.get(layer)!
    const { size } = field.throughConvolutions ?? field
    const axis = size.findIndex((pixels, axis) => {
      const whole = image?.[axis]
      return pixels !== null && pixels < least && typeof whole === 'number' && pixels < whole
    })
    if (axis >= 0) return `sees ${size[0]}×${size[1]} pixels; its budget is at least ${least}`
  }
  return undefined
}
