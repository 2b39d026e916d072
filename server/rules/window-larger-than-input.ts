import type { LayerNode } from '../../builder/node'
import { isProblem } from '../../builder/problem'
import type { Shape } from '../../builder/shape'
import type { Analysis, Fix, LayerSite } from '../analysis'
import { attempt, optionsOf } from './attempt'
import { dataflow } from './dataflow'
import { setOption } from './edits'
import { holdsBehind } from './holdsBehind'
import { inLayers } from './inLayers'
import { defineRule } from './rule'

/**
 * Finds a convolution or pooling whose window, with its dilation, is larger than the map it slides over.
 *
 * Why: there is no place to put the window, so the layer has no output and the network cannot be built. Most often the
 * map has been made smaller before by more pooling or strides, or by more borderless convolutions, than its size allows.
 *
 * Do: use padding `'same'`, a smaller window, one pooling or stride less, or a larger image.
 *
 * @example
 * const image = input(6, 6, 1)
 * model('tiny', image, image.conv2d(8, 3).conv2d(8, 5))
 *
 * Source: Dumoulin and Visin 2016, A Guide to Convolution Arithmetic for Deep Learning, §2, https://arxiv.org/abs/1603.07285
 */
export const windowLargerThanInput = defineRule({
  id: 'window-larger-than-input',
  severity: 'error',

  fixes(_finding, site, analysis) {
    const offered: { fix: Fix; holds: boolean }[] = []
    const offer = (title: string, name: string, value: string | number) => {
      const edit = setOption(site, name, typeof value === 'string' ? `'${value}'` : String(value))
      const fix = edit && { title: title + inLayers(site), edits: [edit] }
      if (fix) offered.push({ fix, holds: holds(site, { [name]: value }, analysis) })
    }
    if (helps(site, { padding: 'same' })) offer("Use padding 'same'", 'padding', 'same')
    const name = 'poolSize' in site.kind.options ? 'poolSize' : 'kernelSize'
    const size = largestThatFits(site, name)
    if (size) offer(`Use ${name} ${size}`, name, size)
    // A fix after which another layer does not fit is only offered where there is none better.
    const best = offered.filter(({ holds }) => holds)
    return (best.length > 0 ? best : offered).map(({ fix }) => fix)
  },
})

function helps(site: LayerSite, changes: Readonly<Record<string, unknown>>): boolean {
  return site.instances.every(instance => !isProblem(attempt(instance, changes)))
}

/** Whether the layers behind fit too. */
function holds(site: LayerSite, changes: Readonly<Record<string, unknown>>, analysis: Analysis): boolean {
  const outputs = new Map<LayerNode, readonly Shape[]>()
  for (const instance of site.instances) {
    const made = attempt(instance, changes)
    if (isProblem(made)) return false
    outputs.set(instance.node, made.outputShapes)
  }
  return holdsBehind(outputs, dataflow(analysis))
}

/** The largest smaller window that fits every instance; odd where the one written is, to keep its centre. */
function largestThatFits(site: LayerSite, name: string): number | undefined {
  const [written] = site.instances.map(instance => optionsOf(instance)[name])
  if (typeof written !== 'number') return undefined
  const step = written % 2 === 1 ? 2 : 1
  // A pooling of single pixels does nothing.
  const least = name === 'poolSize' ? 2 : 1
  const smaller = (steps: number) => written - steps * step
  const fits = (steps: number) => helps(site, { [name]: smaller(steps) })
  // Of two windows the smaller fits where the larger does, so that a few tries find the border, however large the one written.
  let [few, many] = [1, Math.floor((written - least) / step)]
  if (!Number.isSafeInteger(written) || many < few || !fits(many)) return undefined
  while (few < many) {
    const middle = Math.floor((few + many) / 2)
    if (fits(middle)) many = middle
    else few = middle + 1
  }
  return smaller(many)
}
