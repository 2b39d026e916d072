import { concat, dispose, type Tensor, type Tensor4D, tidy } from '@tensorflow/tfjs-core'
import type { Question } from './explanation'
import { imagesAtOnce } from './imagesAtOnce'
import { readScores } from './score'
import { withInputs } from './withInputs'

interface Passes {
  readonly behindActivation?: boolean
  readonly at?: string
  readonly before?: number
  readonly all?: number
}

/**
 * The target's number for `count` variants of the image, run in batches: before the last activation, or behind it.
 *
 * `variant` makes one, [1, height, width, channels] or whatever `at`, the layer to start from, gives; it is called inside
 * `tidy`. Of `all` passes of the whole explanation, `before` are done.
 */
export async function scoreImages(
  question: Question,
  count: number,
  variant: (index: number) => Tensor,
  { behindActivation = false, at = question.inputName, before = 0, all = before + count }: Passes = {},
): Promise<Float32Array> {
  const { network, input, inputName, score, signal, progress } = question
  const { layer, output } = behindActivation ? score.output : score.edge
  const scores = new Float32Array(count)
  const size = imagesAtOnce(network.graph)
  for (let first = 0; first < count; first += size) {
    const images = Math.min(size, count - first)
    const repeat = (make: (index: number) => Tensor) =>
      tidy(() => concat(Array.from({ length: images }, (_, i) => make(first + i)) as Tensor4D[], 0))
    const variants = repeat(variant)
    // Paths around the layer need the image itself.
    const inputs = at === inputName ? variants : repeat(() => input)
    try {
      const outputs = await withInputs(question, inputs, given =>
        network.forward({ ...given, [at]: variants }, new Set([layer]), signal),
      )
      const found = readScores(score, outputs.get(layer)![output])
      dispose([...outputs.values()].flat())
      scores.set(await found.data(), first)
      found.dispose()
    } finally {
      dispose([variants, inputs])
    }
    progress(before + first + images, all)
  }
  return scores
}
