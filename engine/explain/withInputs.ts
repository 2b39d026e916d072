import { dispose, type Tensor, tile } from '@tensorflow/tfjs-core'
import type { Question } from './explanation'

/**
 * Runs with all inputs of the network: in the explained one `images`, in the others what is in them, repeated for each of
 * these. What is repeated is gone afterwards.
 */
export async function withInputs<Result>(
  { inputName, others }: Pick<Question, 'inputName' | 'others'>,
  images: Tensor,
  run: (inputs: Record<string, Tensor>) => Promise<Result>,
): Promise<Result> {
  const count = images.shape[0]
  const repeat = (other: Tensor) => tile(other, [count, ...other.shape.slice(1).map(() => 1)])
  const repeated =
    count === 1
      ? others
      : Object.fromEntries(Object.entries(others).map(([name, other]) => [name, repeat(other)] as const))
  try {
    return await run({ ...repeated, [inputName]: images })
  } finally {
    if (repeated !== others) dispose(repeated)
  }
}
