import { methodCall } from '../rules/edits'
import { activationBehind, chainText, layerText, withOptions, writtenOptions } from './layerText'
import { defineRefactoring } from './refactoring'
import { squareKernel } from './squareKernel'

/**
 * Takes an n×n convolution apart into 1×n and n×1, which see the same.
 *
 * Source: Szegedy et al. 2016, Rethinking the Inception Architecture, §3.2, https://arxiv.org/abs/1512.00567
 */
export const asymmetricKernels = defineRefactoring({
  id: 'asymmetric-kernels',

  propose(site) {
    const written = writtenOptions(site)
    const kernel = squareKernel(site)
    if (site.kind.kind !== 'conv2d' || !written || !kernel || !methodCall(site)) return undefined
    const { side, strides } = kernel
    const padding = written.get('padding')
    const isPlain = padding === undefined || /^(['"])(same|valid)\1$/.test(padding)
    if (side < 3 || !isPlain || written.has('dilationRate') || written.has('groups')) return undefined
    const step = (rows: number, columns: number) => (rows * columns > 1 ? `[${rows}, ${columns}]` : undefined)
    const wide = withOptions(written, { kernelSize: `[1, ${side}]`, strides: step(1, strides[1]) })
    const tall = withOptions(written, { kernelSize: `[${side}, 1]`, strides: step(strides[0], 1) })
    const text = chainText(site, [layerText('conv2d', wide), ...activationBehind(site), layerText('conv2d', tall)])
    return text === undefined
      ? undefined
      : { title: `Take apart into 1×${side} and ${side}×1`, edits: [{ span: site.callSpan, text }] }
  },
})
