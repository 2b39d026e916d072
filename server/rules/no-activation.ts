import { activated } from '../../builder/activation'
import type { AnalysedModel, Fix, LayerSite } from '../analysis'
import { addActivation } from './changeActivation'
import { type Dataflow, dataflow } from './dataflow'
import { isActivation } from './keepsPlaces'
import { isWeighted } from './layerRoles'
import { defineRule } from './rule'
import { seeAlso } from './seeAlso'

/**
 * Finds a network of several convolutions and dense layers without a single activation before its last layer.
 *
 * Why: the layers are linear, and what many of them compute in a row one could; pooling of the maximum between them bends hardly
 * anything. Depth helps only with something between the layers that is not linear. Where two of them follow each other
 * directly, `missing-activation` says so; this is said of the others. Parts of networks (models of less than three such layers), and
 * models with layers that are not known, are left alone.
 *
 * Do: put `relu` behind every convolution and hidden dense layer, or give them `activation: 'relu'`.
 *
 * @example
 * const image = input(32, 32, 3)
 * const features = image.conv2d(16, 3).maxPool2d(2).conv2d(32, 3).maxPool2d(2)
 * model('digits', image, features.flatten().dense(10).softmax())
 *
 * Source: Goodfellow, Bengio and Courville 2016, Deep Learning, §6.1, https://www.deeplearningbook.org
 */
export const noActivation = defineRule({
  id: 'no-activation',
  severity: 'warning',

  *check(analysis) {
    const flow = dataflow(analysis)
    for (const model of analysis.models) {
      const hidden = linearLayers(model, flow)
      const [site, ...others] = new Set(hidden.flatMap(node => flow.instanceOf(node)?.site ?? []))
      if (!site) continue
      yield {
        span: site.nameSpan,
        message: `none of the ${hidden.length} hidden layers of ${model.name} is activated: together they are hardly more than one linear layer`,
        related: seeAlso(
          analysis,
          flow,
          others.flatMap(({ instances }) => instances.map(({ node }) => node)),
          'nor is this one',
        ),
        fixes: activate([site, ...others], hidden.length),
      }
    }
  },
})

const LINEAR: ReadonlySet<string> = new Set([
  'avgPool2d',
  'batchNorm',
  'cropping2d',
  'dropout',
  'flatten',
  'globalAveragePool2d',
  'globalMaxPool2d',
  'input',
  'maxPool2d',
  'reshape',
  'spatialDropout2d',
  'zeroPad2d',
])

/** The layers with weights before the last, where nothing in the model bends what passes but pooling. */
function linearLayers({ instances, graph }: AnalysedModel, flow: Dataflow) {
  if (graph.outputs.length !== 1) return []
  const nodes = instances.flatMap(({ node }) => (activated(node) === node ? [node] : [node, activated(node)]))
  const weighted = nodes.filter(isWeighted)
  const hidden = weighted.slice(0, -1)
  // Of layers on paths of which only one is taken, it is not known how many there are.
  const isKnown = nodes.every(node => isWeighted(node) || LINEAR.has(node.kind.kind) || isActivation(node))
  if (nodes.some(({ inputs }) => inputs.some(({ node: { kind } }) => kind.kind === 'either'))) return []
  if (!isKnown || hidden.length < 2 || weighted.some(({ unknownOptions }) => unknownOptions.length > 0)) return []
  const last = weighted.at(-1)!
  const bends = nodes.some(node => isActivation(node) && node.serial < last.serial && node.fusedInto !== last)
  return bends || hidden.some(node => flow.isOutput(node)) ? [] : hidden
}

function activate(sites: readonly LayerSite[], count: number): Fix[] {
  const edits = sites.map(site => addActivation(site, 'relu'))
  const written = edits.filter(edit => edit !== undefined)
  return written.length === sites.length ? [{ title: `Add relu after ${count} layers`, edits: written }] : []
}
