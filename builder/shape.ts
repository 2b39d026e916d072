import { type Dimension, equal, formatDimension, multiply, unknownDimension } from './dimension'

/**
 * The shape of a tensor for one image, in elements: `[height, width, channels]`, channels last, no batch axis.
 * A dense layer's shape is `[units]`.
 */
export type Shape = readonly Dimension[]

/** `56×56×64` */
export function formatShape(shape: Shape): string {
  return shape.length === 0 ? 'scalar' : shape.map(formatDimension).join('×')
}

/** Number of elements. */
export function elements(shape: Shape): Dimension {
  return multiply(...shape)
}

export function equalShapes(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((dimension, axis) => equal(dimension, b[axis]))
}

/** A shape of the given rank of which nothing else is known. */
export function unknownShape(rank: number, reason: string): Shape {
  return Array.from({ length: rank }, () => unknownDimension(reason))
}

/** The same shape where a layer takes channels before height and width. */
export function channelsLast([channels, ...places]: Shape): Shape {
  return channels === undefined ? [] : [...places, channels]
}
