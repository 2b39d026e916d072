import { methodCall } from '../rules/edits'
import { activationBehind, chainText, layerText, withOptions, writtenOptions } from './layerText'
import { defineRefactoring } from './refactoring'
import { squareKernel } from './squareKernel'

/**
 * Stacks 3×3 convolutions that together see what one large one sees, with activations between them.
 *
 * Source: Simonyan and Zisserman 2014, Very Deep Convolutional Networks, §2.3, https://arxiv.org/abs/1409.1556
 */
export const stackedSmallKernels = defineRefactoring({
  id: 'stacked-small-kernels',

  propose(site) {
    const written = writtenOptions(site)
    const kernel = squareKernel(site)
    if (site.kind.kind !== 'conv2d' || !written || !kernel || !methodCall(site)) return undefined
    const { side } = kernel
    const padding = paddingOfEach(written.get('padding'), side)
    if (side < 5 || side % 2 === 0 || padding === undefined) return undefined
    const count = (side - 1) / 2
    const last = withOptions(written, { kernelSize: '3', padding: padding.text })
    // Only the last one skips places, so that the stack sees as many pixels as the large kernel.
    const first = layerText('conv2d', withOptions(last, { strides: undefined }))
    const firsts = Array.from({ length: count - 1 }, () => [first, ...activationBehind(site)]).flat()
    const text = chainText(site, [...firsts, layerText('conv2d', last)])
    return text === undefined
      ? undefined
      : { title: `Stack ${count} convolutions of 3×3`, edits: [{ span: site.callSpan, text }] }
  },
})

/** The border of each 3×3 convolution, where that of the large one can be shared among them. */
function paddingOfEach(written: string | undefined, side: number): { text: string | undefined } | undefined {
  if (written === undefined || /^(['"])(same|valid)\1$/.test(written) || written === '0') return { text: written }
  return written === `${(side - 1) / 2}` ? { text: '1' } : undefined
}
