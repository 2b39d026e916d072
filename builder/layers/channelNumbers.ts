import { INVALID, type Option } from '../option'
import type { Problem } from '../problem'
import type { Shape } from '../shape'

/** One number for all channels, or one for each. */
export type ChannelNumbers = number | readonly number[]

/** A required number, or an array of one for each channel. It never decides a shape. */
export function channelNumbers(documentation: string): Option<ChannelNumbers, ChannelNumbers, true> {
  return {
    documentation,
    type: 'number, or array of numbers, one a channel',
    required: true,
    parse: input => (isNumber(input) || (Array.isArray(input) && input.every(isNumber)) ? input : INVALID),
    alternatives: () => [Number.NaN],
  }
}

/** The same with a default. */
export function channelNumbersOr(
  defaultInput: number,
  documentation: string,
): Option<ChannelNumbers, ChannelNumbers, false> {
  return { ...channelNumbers(documentation), required: false, defaultInput }
}

/** The problem that there are more or fewer numbers than channels, if it is so. */
export function fitsChannels(option: string, numbers: ChannelNumbers, input: Shape): Problem | undefined {
  const channels = input.at(-1)
  if (typeof numbers === 'number' || typeof channels !== 'number' || numbers.length === channels) return undefined
  const message = `there are ${numbers.length} numbers for ${channels} channels`
  return { rule: 'invalid-option', option, message }
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number'
}
