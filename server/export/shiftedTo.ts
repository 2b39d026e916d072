import type { Step } from './step'

/** For every channel the place in a shift's window that it is taken from, row by row, as a list of Python; the centre where it stays. */
export function shiftedTo({ options: { kernelSize }, inputShapes: [[, , channels]] }: Step): string {
  const places = kernelSize[0] * kernelSize[1]
  const size = Math.floor(channels / places)
  const centre = (places - 1) / 2
  if (size === 0) return `[${centre}] * ${channels}`
  return `[c // ${size} if c < ${size * places} else ${centre} for c in range(${channels})]`
}
