import type { Tensor } from '../tensor'

/**
 * Height and width of a map, for unpooling to give back exactly what was pooled; undefined where the size of the image is
 * left open, so that it gives what its windows cover.
 */
export function knownSize({ shape: [height, width] }: Tensor): [number, number] | undefined {
  return typeof height === 'number' && typeof width === 'number' ? [height, width] : undefined
}
