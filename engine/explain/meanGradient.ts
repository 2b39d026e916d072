import { add, concat, dispose, div, sum, type Tensor4D, tidy } from '@tensorflow/tfjs-core'
import type { Question } from './explanation'
import { imagesAtOnce } from './imagesAtOnce'
import { inputGradient } from './inputGradient'

/**
 * The mean of the target's gradients with respect to `count` variants of the image, run in batches: [1, height, width,
 * channels]. Both functions are called inside `tidy`: `variant` makes an image, `each` something of the gradients before they
 * are averaged. Of `all` forward passes, this one's come first. Whoever asked disposes of the result.
 */
export async function meanGradient(
  question: Question,
  count: number,
  variant: (index: number) => Tensor4D,
  { each = gradients => gradients, all = count }: { each?(gradients: Tensor4D): Tensor4D; all?: number } = {},
): Promise<Tensor4D> {
  const size = imagesAtOnce(question.network.graph)
  let total: Tensor4D | undefined
  for (let first = 0; first < count; first += size) {
    const images = Math.min(size, count - first)
    const input = tidy(() => concat(Array.from({ length: images }, (_, i) => variant(first + i))))
    try {
      const gradients = await inputGradient({ ...question, input })
      const before = total
      total = tidy(() => {
        const batch = sum(each(gradients), 0, true) as Tensor4D
        return before ? add(before, batch) : batch
      })
      dispose([gradients, ...(before ? [before] : [])])
    } catch (error) {
      if (total) dispose(total)
      throw error
    } finally {
      input.dispose()
    }
    question.progress(first + images, all)
  }
  const mean = tidy(() => div(total!, count) as Tensor4D)
  total!.dispose()
  return mean
}
