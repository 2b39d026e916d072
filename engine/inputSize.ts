import type { Preprocessing } from '../builder/graph'
import type { Shape } from '../builder/shape'
import type { Image } from './requests'

/** Height and width of the network's input for an image: what it fixes, else the preprocessing's, else the image's own. */
export function inputSize(
  image: Pick<Image, 'height' | 'width'>,
  input: Shape,
  { size }: Preprocessing = {},
): { height: number; width: number } {
  const [height, width] = [image.height, image.width].map((own, axis) => {
    const fixed = input[axis]
    return typeof fixed === 'number' ? fixed : (size?.[axis] ?? own)
  })
  return { height, width }
}
