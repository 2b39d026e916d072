import type { Dimension } from '../dimension'
import type { Problem } from '../problem'
import type { Shape } from '../shape'

const NAMES = ['a number', 'a vector', 'a sequence of length×channels', 'a map of height×width×channels']

/** The problem that an input is no sequence `[length, channels]`, as 1-D layers need. */
export function expectSequence(input: Shape): readonly [Dimension, Dimension] | Problem {
  return input.length === 2 ? [input[0], input[1]] : wrongRank(input, 'a sequence of length×channels')
}

/** The problem that an input is no volume `[depth, height, width, channels]`, as 3-D layers need. */
export function expectVolume(input: Shape): readonly [Dimension, Dimension, Dimension, Dimension] | Problem {
  if (input.length === 4) return [input[0], input[1], input[2], input[3]]
  return wrongRank(input, 'a volume of depth×height×width×channels')
}

export function wrongRank(input: Shape, needed: string): Problem {
  return { rule: 'wrong-rank', message: `needs ${needed}, got ${NAMES[input.length] ?? `rank ${input.length}`}` }
}
