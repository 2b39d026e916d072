import type { InputSize } from '../input'

type Anchors = readonly (readonly [height: number, width: number])[]

/**
 * Anchors as the authors' files hold them, width before height, as fractions of the image; undefined where its size is open.
 *
 * @param unit pixels of the network's input that the numbers count: the step of the map for YOLO v2, 1 for v3
 */
export function yoloAnchors(
  numbers: readonly number[],
  unit: number,
  [height, width]: readonly [InputSize, InputSize, number],
): Anchors | undefined {
  if (typeof height !== 'number' || typeof width !== 'number') return undefined
  return Array.from({ length: numbers.length / 2 }, (_, anchor) => [
    (numbers[2 * anchor + 1] * unit) / height,
    (numbers[2 * anchor] * unit) / width,
  ])
}
