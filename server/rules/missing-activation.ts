import type { Dimension } from '../../builder/dimension'
import type { LayerNode } from '../../builder/node'
import { elements } from '../../builder/shape'
import type { Fix, LayerInstance, LayerSite } from '../analysis'
import { type Dataflow, dataflow } from './dataflow'
import { insertAfter } from './edits'
import { inLayers } from './inLayers'
import { isConvolution } from './layerRoles'
import { defineRule } from './rule'

/**
 * Finds two convolutions or dense layers with nothing between them but normalisation, dropout or a change of shape.
 *
 * Why: both are linear, and two linear layers in a row compute what one could: the second adds weights and time, and no
 * depth. Where the first makes the channels fewer than both its input and the second's output have, where one of them is
 * depthwise or grouped, and where a window is split into a column and a row, that saves weights on purpose and is left alone.
 *
 * Do: put an activation between them, such as `relu`, or leave one of them out.
 *
 * @example
 * const image = input(32, 32, 3)
 * model('linear', image, image.conv2d(16, 3).conv2d(32, 3).relu())
 *
 * Source: Goodfellow, Bengio and Courville 2016, Deep Learning, §6.1, https://www.deeplearningbook.org
 */
export const missingActivation = defineRule({
  id: 'missing-activation',
  severity: 'warning',

  *check(analysis) {
    const flow = dataflow(analysis)
    for (const site of analysis.sites) {
      const found = site.instances.flatMap(instance => linearBefore(instance, flow) ?? [])
      const [first] = found
      if (first === undefined) continue
      const times = found.length > 1 ? ` (in ${found.length} layers)` : ''
      const origin = flow.instanceOf(first.origin)
      yield {
        span: site.nameSpan,
        message: `no activation since ${flow.nameOf(first.origin)}: two linear layers in a row compute what one could${times}`,
        related: origin && [
          { location: { file: analysis.file, ...origin.site.nameSpan }, message: 'linear, and not activated' },
        ],
        fixes: activation(site, found, flow),
      }
    }
  },
})

interface Linear {
  /** The linear layer before. */
  readonly origin: LayerNode
  /** The last layer behind it that an activation may stand behind: itself, or its normalisation. */
  readonly place: LayerNode
}

function linearBefore({ node }: LayerInstance, flow: Dataflow): Linear | undefined {
  if (!mixesChannels(node) || node.kind.kind.endsWith('Transpose')) return undefined
  let place: LayerNode | undefined
  let isFlattened = false
  let { node: origin } = node.inputs[0]
  for (; BETWEEN.has(origin.kind.kind); origin = origin.inputs[0].node) {
    if (flow.consumers(origin).length > 1 || flow.isOutput(origin)) return undefined
    if (origin.kind.kind === 'batchNorm') place ??= origin
    isFlattened ||= RESHAPING.has(origin.kind.kind)
  }
  if (!mixesChannels(origin) || flow.consumers(origin).length > 1 || flow.isOutput(origin)) return undefined
  if (isFactorised(origin, node) || savesWeights(origin, node, isFlattened)) return undefined
  return { origin, place: place ?? origin }
}

const RESHAPING: ReadonlySet<string> = new Set(['flatten', 'reshape'])
const BETWEEN: ReadonlySet<string> = new Set(['batchNorm', 'dropout', 'spatialDropout2d', ...RESHAPING])

/** A dense layer, or a convolution of which every filter sees every channel. */
function mixesChannels(node: LayerNode): boolean {
  const { kind, options, unknownOptions } = node
  if (unknownOptions.length > 0) return false
  if (kind.kind === 'dense') return true
  return (
    isConvolution(node) &&
    'filters' in options &&
    !/^(depthwise|separable)/.test(kind.kind) &&
    (options.groups ?? 1) === 1
  )
}

/** Whether the first layer squeezes what passes: then two are a factorisation of low rank, with fewer weights than one. */
function savesWeights(first: LayerNode, second: LayerNode, isFlattened: boolean): boolean {
  const size = (shape: readonly Dimension[]) => (isFlattened ? elements(shape) : shape.at(-1)!)
  const [input] = first.inputs.map(({ node, output }) => size(node.outputShapes[output]))
  const sizes = [input, size(first.outputShapes[0]), size(second.outputShapes[0])]
  const [before, between, after] = sizes
  if (typeof before !== 'number' || typeof between !== 'number' || typeof after !== 'number') return true
  return between < Math.min(before, after)
}

/** Whether a column follows a row, or a row a column. */
function isFactorised({ options: first }: LayerNode, { options: second }: LayerNode): boolean {
  const [a, b] = [first.kernelSize, second.kernelSize] as (readonly unknown[] | undefined)[]
  if (!a || !b) return false
  return (a[0] === 1 && b[1] === 1 && a[1] !== 1) || (a[1] === 1 && b[0] === 1 && a[0] !== 1)
}

/** Behind the first layer or its normalisation, where that call makes no layer that is activated already. */
function activation(site: LayerSite, found: readonly Linear[], flow: Dataflow): Fix[] {
  const places = new Set(found.map(({ place }) => place))
  const target = flow.instanceOf(found[0].place)?.site
  if (!target?.instances.every(({ node }) => places.has(node)) || found.length < site.instances.length) return []
  const edit = insertAfter(target, '.relu()')
  return edit ? [{ title: `Add relu after ${target.kind.kind}${inLayers(target)}`, edits: [edit] }] : []
}
