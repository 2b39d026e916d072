import { mul, sum, tidy, zerosLike } from '@tensorflow/tfjs-core'
import type { Explanation } from './explanation'
import { meanGradient } from './meanGradient'
import { pixelEvidence } from './pixelEvidence'
import { scoreImages } from './scoreImages'

/**
 * What does each pixel add to the target, compared with an empty image? The mean of the gradients on the way from the empty
 * image to this one, times the pixel's value.
 *
 * Needs   a gradient; no layer. The empty image is 0 everywhere as the network takes it.
 * Output  one number a pixel of the network's input, summed over its channels; negative where it speaks against the target.
 *         They sum to the difference of the target's numbers between the two images, as far as the steps go: how far they
 *         miss it is told.
 * Cost    one forward and one backward pass a step, {@link STEPS} unless said otherwise, and two forward passes
 * Source  Sundararajan et al. 2017, Axiomatic Attribution for Deep Networks, equations 1 and 3 (in the middle of each step),
 *         https://arxiv.org/abs/1703.01365
 */
export const integratedGradients: Explanation = {
  ...{ name: 'integratedGradients', title: 'Integrated gradients' },
  answers: 'What does each pixel add to the target, compared with an empty image?',
  needs: 'none',
  cost: (_graph, _layer, { samples = STEPS }) => ({ forwardPasses: samples + 2, backwardPasses: samples }),
  async run(question) {
    const { input, options } = question
    const steps = options.samples ?? STEPS
    const all = steps + 2
    const gradient = await meanGradient(question, steps, step => mul(input, (step + 0.5) / steps), { all })
    const map = tidy(() => sum(mul(gradient, input), 3, true))
    gradient.dispose()
    const evidence = await pixelEvidence(map, true)
    const ends = { before: steps, all }
    const [full, empty] = await scoreImages(question, 2, end => (end === 0 ? input : zerosLike(input)), ends)
    const difference = full - empty
    const missed = evidence.map.reduce((total, value) => total + value, 0) - difference
    const facts = { 'Difference to the empty image': difference, 'Missed by the sum of the map': missed }
    return { ...evidence, facts }
  },
}

const STEPS = 64
