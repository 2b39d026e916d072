import { add, type Dimension } from '../../builder/dimension'
import { formatCount } from '../../builder/format'
import type { LayerNode } from '../../builder/node'
import { elements } from '../../builder/shape'
import type { LayerInstance } from '../analysis'
import { type Dataflow, dataflow } from './dataflow'
import { setOption } from './edits'
import { inLayers } from './inLayers'
import { defineRule } from './rule'

/**
 * Finds a convolution or dense layer that adds a bias which batch normalisation then takes away: nothing but dropout or
 * a change of shape stands between them.
 *
 * Why: batch normalisation subtracts the mean of every channel, and the bias with it. It never changes the output, yet
 * is stored, trained and added. Its place is taken by the normalisation's own offset (beta). Where an activation stands
 * between the two, where another layer reads the convolution too, or where the normalisation has no offset, the bias is
 * left alone.
 *
 * Do: set `useBias: false`.
 *
 * @example
 * const image = input(32, 32, 3)
 * const features = image.conv2d(16, 3).batchNorm().relu()
 * model('features', image, features)
 *
 * Source: Ioffe and Szegedy 2015, Batch Normalization, §3.2, https://arxiv.org/abs/1502.03167
 */
export const biasBeforeBatchNorm = defineRule({
  id: 'bias-before-batch-norm',
  severity: 'warning',

  *check(analysis) {
    const flow = dataflow(analysis)
    const applications = applicationsOf(flow.nodes)
    for (const site of analysis.sites) {
      const wasted = site.instances.filter(({ node }) =>
        applications.get(node.weightsOf ?? node)?.every(application => isTakenAway(application, flow)),
      )
      if (wasted.length === 0) continue
      const { length } = wasted
      const total = biasesOf(wasted)
      const what = length > 1 ? `the biases of ${length} layers (${total} parameters)` : `its ${total} bias parameters`
      const all = length === site.instances.length
      const edit = all ? setOption(site, 'useBias', 'false') : undefined
      yield {
        span: site.nameSpan,
        message: `batch normalisation takes ${what} away again`,
        fixes: edit ? [{ title: `Set useBias: false${inLayers(site)}`, safe: true, edits: [edit] }] : [],
      }
    }
  },
})

/** Every use of the same weights, by the first of them. */
function applicationsOf(nodes: readonly LayerNode[]): ReadonlyMap<LayerNode, readonly LayerNode[]> {
  const applications = new Map<LayerNode, LayerNode[]>()
  for (const node of nodes) {
    const first = node.weightsOf ?? node
    applications.set(first, [...(applications.get(first) ?? []), node])
  }
  return applications
}

function isTakenAway(node: LayerNode, flow: Dataflow): boolean {
  if (node.options.useBias !== true || node.unknownOptions.includes('useBias')) return false
  for (let current = node; ; ) {
    const consumers = flow.consumers(current)
    if (consumers.length !== 1 || flow.isOutput(current)) return false
    current = consumers[0]
    const { kind } = current.kind
    if (kind === 'batchNorm') return current.options.center === true && !current.unknownOptions.includes('center')
    if (!LINEAR.has(kind)) return false
  }
}

/** Layers that leave the mean of every channel for the normalisation to take away. */
const LINEAR: ReadonlySet<string> = new Set(['dropout', 'spatialDropout2d', 'flatten', 'reshape'])

/** Weights that are shared are counted once. */
function biasesOf(instances: readonly LayerInstance[]): string {
  const owners = new Map(instances.map(({ node, inputShapes }) => [node.weightsOf ?? node, inputShapes]))
  const sizes = [...owners].flatMap(([{ kind, options }, inputs]): Dimension[] =>
    kind
      .weights(options as never, inputs)
      .filter(({ name }) => name === 'bias')
      .map(({ shape }) => elements(shape)),
  )
  return formatCount(add(...sizes))
}
