import { formatShape } from '../../builder/shape'
import type { LayerSite } from '../analysis'
import { dataflow } from './dataflow'
import { setOption } from './edits'
import { type Head, headsOf } from './heads'
import { defineRule } from './rule'

/**
 * Finds a model that gives another number of scores than it has labels.
 *
 * Why: the labels name the scores in their order. With fewer scores some classes can never be told; with more, answers have no name. One
 * unit for two labels (a sigmoid), and models that have another output of the right size, are left alone.
 *
 * Do: give the last layer as many units, or filters, as there are labels.
 *
 * @example
 * const features = input(512)
 * model('pets', features, features.dense(10).softmax(), { labels: ['cat', 'dog', 'horse'] })
 */
export const labelsMismatch = defineRule({
  id: 'labels-mismatch',
  severity: 'error',

  *check(analysis) {
    const flow = dataflow(analysis)
    for (const model of analysis.models) {
      const { labels, task } = model.graph.info
      if (!Array.isArray(labels) || labels.length === 0 || task === 'detection') continue
      const heads = headsOf(model, flow)
      const [head] = heads
      if (!head || heads.length < model.graph.outputs.length) continue
      const count = labels.length
      if (heads.some(each => fits(each, count))) continue
      const site = flow.instanceOf(head.scores)?.site
      const option = site && 'units' in site.kind.options ? 'units' : 'filters'
      const edit =
        site?.instances.length === 1 && heads.length === 1
          ? setOption(site as LayerSite, option, String(count))
          : undefined
      yield {
        span: site?.nameSpan ?? model.span,
        message: `gives ${formatShape(head.output.outputShapes[0].slice(-1))} scores for the ${count} labels of ${model.name}`,
        related: site && [
          { location: { file: analysis.file, ...model.span }, message: `the model with ${count} labels` },
        ],
        fixes: edit ? [{ title: `Use ${count} ${option}`, edits: [edit] }] : [],
      }
    }
  },
})

/** Sizes that are not known fit. */
function fits({ units, activation }: Head, count: number): boolean {
  return typeof units !== 'number' || units === count || (units === 1 && count === 2 && activation !== 'softmax')
}
