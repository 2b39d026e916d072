import type { LayerNode } from '../../builder/node'
import { formatShape } from '../../builder/shape'
import type { Fix, LayerInstance, LayerSite } from '../analysis'
import { type Dataflow, dataflow } from './dataflow'
import { type Edit, removeCall } from './edits'
import { isActivation, keepsPlaces } from './keepsPlaces'
import { knownWindow } from './knownWindow'
import { isConvolution } from './layerRoles'
import { defineRule } from './rule'
import { seeAlso } from './seeAlso'

/**
 * Finds a residual block whose shortcut is a 1×1 convolution although the block's input and output have the same shape.
 *
 * Why: through an identity, signals and gradients reach every layer unchanged. A convolution in every shortcut scales them at
 * every block, again and again: of He et al.'s networks with 110 layers the one with 1×1 shortcuts has about twice the error of
 * the one with identities. Where the shape changes the projection is needed and left alone, and so are gates.
 *
 * Do: add the input itself.
 *
 * @example
 * const image = input(32, 32, 16)
 * const branch = image.conv2d(16, 3, { padding: 'same' }).relu().conv2d(16, 3, { padding: 'same' })
 * model('projected', image, branch.add(image.conv2d(16, 1)))
 *
 * Source: He et al. 2016, Identity Mappings in Deep Residual Networks, §3.1 and table 1, https://arxiv.org/abs/1603.05027
 */
export const needlessProjection = defineRule({
  id: 'needless-projection',
  severity: 'warning',

  *check(analysis) {
    const flow = dataflow(analysis)
    const projections = flow.nodes.flatMap(node => projectionOf(node, flow) ?? [])
    const bySite = new Map<LayerSite, Projection[]>()
    for (const projection of projections) {
      const site = flow.instanceOf(projection.convolution)?.site
      if (!site || site.kind !== projection.convolution.kind) continue
      bySite.set(site, [...(bySite.get(site) ?? []), projection])
    }
    for (const [site, found] of bySite) {
      const [{ convolution, sum }] = found
      const shape = formatShape(convolution.outputShapes[0])
      const times = found.length > 1 ? ` (in ${found.length} blocks)` : ''
      yield {
        span: site.nameSpan,
        message: `this shortcut need not be a convolution: the block's input is ${shape} as its output is${times}; an identity lets the gradients pass unchanged`,
        related: seeAlso(analysis, flow, [sum], 'added here'),
        fixes: site.instances.length === 1 ? identity(found[0], flow) : [],
      }
    }
  },
})

interface Projection {
  readonly sum: LayerNode
  readonly convolution: LayerNode
  readonly normalizations: readonly LayerNode[]
}

/** The 1×1 convolution that alone makes one summand of what the other is made of in several layers. */
function projectionOf(sum: LayerNode, flow: Dataflow): Projection | undefined {
  if (sum.kind.kind !== 'add' || sum.inputs.length !== 2) return undefined
  for (const side of [0, 1]) {
    const normalizations: LayerNode[] = []
    let { node } = sum.inputs[side]
    for (; keepsPlaces(node) && !isActivation(node); node = node.inputs[0].node) {
      normalizations.push(node)
      if (flow.consumers(node).length !== 1) break
    }
    if (!keepsShape(node) || flow.consumers(node).length !== 1) continue
    const [{ node: start }] = node.inputs
    if (isBranch(sum.inputs[1 - side].node, start, flow)) return { sum, convolution: node, normalizations }
  }
  return undefined
}

function keepsShape(node: LayerNode): boolean {
  const window = isConvolution(node) && 'filters' in node.options ? knownWindow(node) : undefined
  if (!window || [...window.kernel, ...window.strides].some(size => size !== 1)) return false
  const [{ node: source, output }] = node.inputs
  const channels = source.outputShapes[output].at(-1)
  return typeof channels === 'number' && channels === node.options.filters
}

/** Whether a plain chain with two convolutions and an activation leads from one node to the other. */
function isBranch(end: LayerNode, start: LayerNode, flow: Dataflow): boolean {
  let [convolutions, activations] = [0, 0]
  for (let node = end; node !== start; [{ node }] = node.inputs) {
    if (node.inputs.length !== 1 || (node !== end && flow.consumers(node).length !== 1)) return false
    if (isConvolution(node)) convolutions += 1
    else if (isActivation(node)) activations += 1
    else if (!keepsPlaces(node)) return false
  }
  return convolutions >= 2 && activations >= 1
}

/** Takes the convolution and its normalisation out. */
function identity({ convolution, normalizations }: Projection, flow: Dataflow): Fix[] {
  const edits = [convolution, ...normalizations].map((node): Edit | undefined => {
    const instance: LayerInstance | undefined = flow.instanceOf(node)
    return instance && instance.site.instances.length === 1 ? removeCall(instance.site) : undefined
  })
  return edits.includes(undefined) ? [] : [{ title: 'Add the input itself', edits: edits as Edit[] }]
}
