import { INVALID, type Option } from '../../builder/option'
import type { LayerInstance } from '../analysis'
import { divisorsOf } from '../rules/divisorsOf'

/**
 * The values around an option's, in the order in which a designer would try them: windows of the next odd sides, strides
 * and dilations one apart, the next divisors for groups, half and twice of any other count, the other words of a choice.
 * None where the value is not known, or decides no shape.
 */
export function neighbours({ node, inputShapes, layer }: LayerInstance, name: string): unknown[] {
  const option = node.kind.options[name] as Option<unknown> | undefined
  const value = node.options[name]
  if (!option || node.unknownOptions.includes(name)) return []
  if (typeof value === 'boolean') return [!value]
  if (option.choices) return option.choices.filter(choice => choice !== value).slice(0, MOST_WORDS)
  const sides = Array.isArray(value) ? value : [value]
  if (sides.length === 0 || !sides.every(isCount)) return []
  const steps = stepsOf(name, sides as number[], [inputShapes[0]?.at(-1), layer.outputShapes[0]?.at(-1)])
  const values = steps.map(changed =>
    Array.isArray(value) && changed.some(side => side !== changed[0]) ? changed : changed[0],
  )
  return values.filter(changed => option.parse(changed) !== INVALID)
}

const MOST_WORDS = 3

function stepsOf(name: string, sides: readonly number[], channels: readonly unknown[]): number[][] {
  const each = (change: (side: number) => number) => sides.map(change)
  if (name === 'kernelSize') return [each(side => side - 2), each(side => side + 2)]
  if (/^(poolSize|strides|dilationRate|size|depthMultiplier)$/.test(name)) {
    return [each(side => side - 1), each(side => side + 1)]
  }
  if (name === 'groups') return divisorsAround(sides[0], channels.filter(isCount)).map(groups => [groups])
  return sides.every(side => side % 2 === 0)
    ? [each(side => side / 2), each(side => side * 2)]
    : [each(side => side * 2)]
}

/** The next smaller and the next larger number of groups that divides all of the channels. */
function divisorsAround(groups: number, channels: readonly number[]): number[] {
  const divisors = divisorsOf(channels)
  const around = [divisors.findLast(divisor => divisor < groups), divisors.find(divisor => divisor > groups)]
  return around.filter(divisor => divisor !== undefined)
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1
}
