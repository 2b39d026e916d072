import type { LayerNode } from '../../builder/node'
import type { Fix } from '../analysis'
import { dataflow } from './dataflow'
import { removeCall } from './edits'
import { inLayers } from './inLayers'
import { defineRule } from './rule'

/**
 * Finds a rectifier on what is never negative: behind another rectifier, a sigmoid or a softmax, directly or through pooling,
 * dropout, a change of shape or a merge of such.
 *
 * Why: a rectifier leaves what is not negative as it is, so this one does nothing. Most often another layer was meant to
 * stand between, such as a convolution or a normalisation.
 *
 * Do: remove the second activation, or put the missing layer before it.
 *
 * @example
 * const image = input(32, 32, 3)
 * model('twice', image, image.conv2d(16, 3).relu().maxPool2d(2).relu())
 *
 * Source: Glorot, Bordes and Bengio 2011, Deep Sparse Rectifier Neural Networks
 */
export const activationWithoutEffect = defineRule({
  id: 'activation-without-effect',
  severity: 'warning',

  *check(analysis) {
    const flow = dataflow(analysis)
    for (const site of flow.sites) {
      if (!RECTIFIERS.has(site.kind.kind) || site.instances.length === 0) continue
      const sources = site.instances.map(({ node }) => nonNegativeSource(node.inputs[0].node))
      const [source] = sources
      if (!source || sources.includes(undefined)) continue
      const removal = removeCall(site)
      const fixes: Fix[] = removal
        ? [{ title: `Remove ${site.kind.kind}${inLayers(site)}`, safe: true, edits: [removal] }]
        : []
      const first = flow.instanceOf(source)
      const message = `does nothing: what comes from ${flow.nameOf(source)} is never negative${inLayers(site)}`
      const related = first && [
        { location: { file: analysis.file, ...first.site.nameSpan }, message: 'never negative from here on' },
      ]
      yield { span: site.nameSpan, message, related, fixes }
    }
  },
})

/** Layers that leave every number of 0 or more as it is. */
const RECTIFIERS: ReadonlySet<string> = new Set(['relu', 'leakyRelu', 'prelu', 'elu'])
const NON_NEGATIVE: ReadonlySet<string> = new Set(['relu', 'relu6', 'sigmoid', 'hardSigmoid', 'softmax'])
/** Layers whose output is never negative where their inputs are not. */
const KEEPING_SIGN: ReadonlySet<string> = new Set([
  'add',
  'average',
  'avgPool2d',
  'concat',
  'dropout',
  'flatten',
  'globalAveragePool2d',
  'globalMaxPool2d',
  'maxPool2d',
  'maximum',
  'multiply',
  'reshape',
  'spatialDropout2d',
  'zeroPad2d',
])

/** The activation that makes everything in the node's output non-negative; undefined where nothing does. */
function nonNegativeSource(node: LayerNode): LayerNode | undefined {
  if (NON_NEGATIVE.has(node.kind.kind)) return node
  if (!KEEPING_SIGN.has(node.kind.kind)) return undefined
  const sources = node.inputs.map(({ node: source }) => nonNegativeSource(source))
  return sources.includes(undefined) ? undefined : sources[0]
}
