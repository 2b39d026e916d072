import ts from 'typescript'
import { ceilDivide, type Dimension, equal } from '../../builder/dimension'
import type { LayerNode } from '../../builder/node'
import { isProblem } from '../../builder/problem'
import { equalShapes, formatShape, type Shape } from '../../builder/shape'
import type { Analysis, Fix, LayerInstance, LayerSite } from '../analysis'
import { attempt } from './attempt'
import { dataflow } from './dataflow'
import { type Edit, methodCall, setOption, spanOf } from './edits'
import { holdsBehind } from './holdsBehind'
import { keepsPlaces } from './keepsPlaces'
import { defineRule } from './rule'

/**
 * Finds a merge (a sum, a product, a concatenation) of tensors whose shapes do not fit together.
 *
 * Why: a sum needs equal shapes, or sizes of 1 that are stretched; a concatenation needs equal height and width. On
 * another shape the network cannot be built. A branch has most often lost its border to padding `'valid'`, or been made
 * smaller by a stride that its shortcut does not have.
 *
 * Do: use padding `'same'` in the branch; or bring the shortcut to the branch's shape by a 1×1 convolution with its
 * filters and strides; or, where what follows needs the shortcut's channels, give the branch as many.
 *
 * @example
 * const image = input(32, 32, 16)
 * model('residual', image, image.conv2d(32, 3, { padding: 'same' }).add(image))
 *
 * Source: He et al. 2016, Deep Residual Learning, §3.3, option B, https://arxiv.org/abs/1512.03385
 */
export const mismatchedMerge = defineRule({
  id: 'mismatched-merge',
  severity: 'error',

  fixes(_finding, site, analysis) {
    const failing = site.instances.filter(instance => instance.node.inputs.length === 2 && isProblem(attempt(instance)))
    const padding = agreed(padBranch, failing, analysis)
    const projection = agreed(projectShortcut, failing, analysis)
    const filters = padding || projection ? undefined : agreed(matchFilters, failing, analysis)
    return [padding, projection, filters].filter(fix => fix !== undefined)
  },
})

/** A fix that is the same for every failing instance. */
function agreed(
  find: (instance: LayerInstance, analysis: Analysis) => Fix | undefined,
  instances: readonly LayerInstance[],
  analysis: Analysis,
): Fix | undefined {
  const [first, ...others] = instances.map(instance => find(instance, analysis))
  return first && others.every(other => JSON.stringify(other) === JSON.stringify(first)) ? first : undefined
}

function shapesOf({ node }: LayerInstance): readonly [Shape, Shape] {
  const [a, b] = node.inputs.map(({ node: source, output }) => source.outputShapes[output])
  return [a, b]
}

/** Padding 'same' in the borderless layers of one branch, else of both, where the shapes fit then. */
function padBranch(instance: LayerInstance, analysis: Analysis): Fix | undefined {
  const shapes = shapesOf(instance)
  const branches = branchesOf(instance.node)
  if (!branches) return undefined
  const [a, b] = branches.map(branch => padded(branch, analysis))
  const choices: [Padded | undefined, Padded | undefined][] = [
    [a, undefined],
    [undefined, b],
    [a, b],
  ]
  for (const [first, second] of choices) {
    const edits = [...(first?.edits ?? []), ...(second?.edits ?? [])]
    if (edits.length === 0) continue
    if (!fitTogether(instance, [first?.output ?? shapes[0], second?.output ?? shapes[1]])) continue
    const where = edits.length > 1 ? ` in the ${edits.length} layers of the branch` : ' in the branch'
    return { title: `Use padding 'same'${where}`, edits }
  }
  return undefined
}

interface Padded {
  readonly output: Shape
  readonly edits: readonly Edit[]
}

/** What comes out of a branch once its borderless layers keep the size. */
function padded(branch: readonly LayerNode[], analysis: Analysis): Padded | undefined {
  const [start, ...layers] = branch
  const flow = dataflow(analysis)
  const edits = new Map<LayerSite, Edit>()
  let shape = start.outputShapes[0]
  for (const node of layers) {
    if (node.inputs.length !== 1 || node.unknownOptions.length > 0) return undefined
    let { options } = node
    const site = flow.instanceOf(node)?.site
    if (options.padding === 'valid' && site) {
      const edit = setOption(site, 'padding', "'same'")
      // A call that makes other layers too would change them as well.
      if (!edit || !site.instances.every(other => layers.includes(other.node))) return undefined
      edits.set(site, edit)
      options = { ...options, padding: 'same' }
    }
    const output = node.kind.infer(options as never, [shape])
    if (isProblem(output)) return undefined
    shape = output[0]
  }
  return { output: shape, edits: [...edits.values()] }
}

/** A 1×1 convolution that brings the shortcut to the branch's shape. */
function projectShortcut(instance: LayerInstance, analysis: Analysis): Fix | undefined {
  const branches = branchesOf(instance.node)
  if (!branches || !ELEMENTWISE.has(instance.node.kind.kind)) return undefined
  // The receiver comes first; of two equally short ways the argument is taken for the shortcut.
  const shortcut = branches[0].length < branches[1].length ? 0 : 1
  const shapes = shapesOf(instance)
  const [from, to] = [shapes[shortcut], shapes[1 - shortcut]]
  const filters = to.at(-1)
  if (from.length !== 3 || to.length !== 3 || typeof filters !== 'number') return undefined
  const strides = [stepBetween(from[0], to[0]), stepBetween(from[1], to[1])]
  if (strides.includes(undefined) || !holdsBehind(new Map([[instance.node, [to]]]), dataflow(analysis)))
    return undefined
  const [rows, columns] = strides
  const normalised = branches[1 - shortcut].at(-1)!.kind.kind === 'batchNorm'
  const options = [
    ...(rows === columns ? (rows === 1 ? [] : [`strides: ${rows}`]) : [`strides: [${rows}, ${columns}]`]),
    ...(normalised ? ['useBias: false'] : []),
  ]
  const written = options.length > 0 ? `, { ${options.join(', ')} }` : ''
  const method = `.conv2d(${filters}, 1${written})${normalised ? '.batchNorm()' : ''}`
  const operand = operandOf(instance.site, shortcut)
  if (!operand || !analysis.sites.includes(instance.site)) return undefined
  const { start, end } = spanOf(operand)
  const edits = ts.isLeftHandSideExpression(operand)
    ? [{ span: { start: end, end }, text: method }]
    : [
        { span: { start, end: start }, text: '(' },
        { span: { start: end, end }, text: `)${method}` },
      ]
  return { title: `Bring the shortcut to ${formatShape(to)} by a 1×1 convolution`, edits }
}

/** As many filters in the branch's last convolution as the shortcut has channels. */
function matchFilters(instance: LayerInstance, analysis: Analysis): Fix | undefined {
  const branches = branchesOf(instance.node)
  if (!branches || !ELEMENTWISE.has(instance.node.kind.kind)) return undefined
  const flow = dataflow(analysis)
  const branch = branches[0].length < branches[1].length ? 1 : 0
  let last = branches[branch].at(-1)!
  while (keepsPlaces(last) && flow.consumers(last).length === 1) last = last.inputs[0].node
  const site = flow.instanceOf(last)?.site
  const to = shapesOf(instance)[1 - branch]
  const filters = to.at(-1)
  if (site?.instances.length !== 1 || !('filters' in last.options) || typeof filters !== 'number') return undefined
  const edit =
    fitTogether(instance, [to, to]) &&
    sameButChannels(to, shapesOf(instance)[branch]) &&
    setOption(site, 'filters', `${filters}`)
  return edit ? { title: `Use ${filters} filters in the branch`, edits: [edit] } : undefined
}

function sameButChannels(a: Shape, b: Shape): boolean {
  return equalShapes(a.slice(0, -1), b.slice(0, -1))
}

/** Merges that need equal shapes; a concatenation keeps its channels apart and needs no projection. */
const ELEMENTWISE: ReadonlySet<string> = new Set(['add', 'average', 'maximum', 'minimum', 'multiply', 'subtract'])

/** The stride with which a 1×1 window makes one size of another. */
function stepBetween(from: Dimension, to: Dimension): number | undefined {
  for (let step = 1; step <= 32; step += 1) if (equal(ceilDivide(from, step), to)) return step
  return undefined
}

/** The expression of a merge's input: its receiver, or one of its arguments. */
function operandOf(site: LayerSite, input: number): ts.Expression | undefined {
  const method = methodCall(site)
  if (!method) return undefined
  const operand = [method.receiver, ...(site.call.arguments ?? [])][input]
  return operand && ts.isSpreadElement(operand) ? undefined : operand
}

/** The layers from the tensor both inputs come from (first) to each of them, where a plain chain leads there. */
function branchesOf({ inputs: [a, b] }: LayerNode): [LayerNode[], LayerNode[]] | undefined {
  const behindB = new Set([b.node, ...chainBehind(b.node)])
  const fork = [a.node, ...chainBehind(a.node)].find(node => behindB.has(node))
  if (!fork) return undefined
  const branch = (end: LayerNode) => {
    const chain = [end, ...chainBehind(end)]
    return chain.slice(0, chain.indexOf(fork) + 1).reverse()
  }
  return [branch(a.node), branch(b.node)]
}

/** Follows first inputs, so that a merge on the way counts as part of its receiver's branch. */
function chainBehind(node: LayerNode): LayerNode[] {
  const chain: LayerNode[] = []
  for (let next = node.inputs[0]?.node; next; next = next.inputs[0]?.node) chain.push(next)
  return chain
}

function fitTogether(instance: LayerInstance, shapes: readonly Shape[]): boolean {
  const inputs = instance.node.inputs.map(({ node }, input) => ({
    node: { ...node, outputShapes: [shapes[input]] },
    output: 0,
  }))
  if (isProblem(attempt(instance, {}, inputs))) return false
  return !ELEMENTWISE.has(instance.node.kind.kind) || equalShapes(shapes[0], shapes[1])
}
