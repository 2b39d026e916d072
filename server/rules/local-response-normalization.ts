import { atSites } from './atSites'
import { defineRule } from './rule'

/**
 * Finds local response normalisation.
 *
 * Why: it gave AlexNet 1.4 % fewer errors, and nothing since: VGG measured no gain of it, at more memory and time. Batch normalisation has
 * taken its place.
 *
 * Do: leave it out, or use `batchNorm` behind the convolutions.
 *
 * @example
 * const image = input(224, 224, 3)
 * model('m', image, image.conv2d(64, 3).relu().localResponseNorm())
 *
 * Source: Simonyan and Zisserman 2015, Very Deep Convolutional Networks, table 3, https://arxiv.org/abs/1409.1556
 */
export const localResponseNormalization = defineRule({
  id: 'local-response-normalization',
  severity: 'hint',
  strict: true,

  *check(analysis) {
    for (const { site, times } of atSites(
      analysis,
      ({ node }) => node.kind.kind === 'localResponseNorm' || undefined,
    )) {
      const message = `normalises over neighbouring channels, which was measured to gain nothing in deeper networks${times}`
      yield { span: site.nameSpan, message, fixes: [] }
    }
  },
})
