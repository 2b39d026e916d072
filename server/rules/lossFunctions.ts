import type { AnalysedModel, Analysis, Fix, LayerSite, Training } from '../analysis'
import { addActivation, changeActivation } from './changeActivation'
import { type Dataflow, dataflow } from './dataflow'
import { type Head, headsOf } from './heads'

/** An output of a model with the loss that it is trained with. */
export interface TrainedHead {
  readonly model: AnalysedModel
  readonly training: Training
  readonly head: Head
  readonly loss: string
  /** The layer's call that gives the scores, or the option of its activation, where it stands in this file. */
  readonly site?: LayerSite
}

/** Every output of which both the last layers and the loss are known. */
export function trainedHeads(analysis: Analysis): TrainedHead[] {
  const flow = dataflow(analysis)
  return analysis.models.flatMap(model => {
    const { training, graph } = model
    const { loss } = training ?? {}
    if (!training || loss === undefined) return []
    const losses = typeof loss === 'string' ? graph.outputs.map(() => loss) : loss
    if (losses.length !== graph.outputs.length) return []
    return headsOf(model, flow).map(head => ({
      model,
      training,
      head,
      loss: losses[head.index],
      site: siteOf(head, flow),
    }))
  })
}

function siteOf({ activated, scores }: Head, flow: Dataflow): LayerSite | undefined {
  return flow.instanceOf(activated ?? scores)?.site
}

/** Writes another loss, where it is written out. */
export function changeLoss({ sourceFile }: Analysis, { training: { lossSpan }, loss }: TrainedHead, to: string): Fix[] {
  const written = lossSpan && sourceFile.text.slice(lossSpan.start, lossSpan.end)
  if (!lossSpan || !written || !/^(['"`])\w+\1$/.test(written)) return []
  return [
    {
      title: `Use the loss ${to} in the place of ${loss}`,
      edits: [{ span: lossSpan, text: written[0] + to + written[0] }],
    },
  ]
}

/** Gives the scores another activation: the one that stands there is changed, or one is put behind a linear layer. */
export function useActivation({ activated, scores }: Head, to: string, flow: Dataflow): Fix[] {
  const site = flow.instanceOf(activated ?? scores)?.site
  if (site?.instances.length !== 1) return []
  const written = activated ? changeActivation(site, to) : addActivation(site, to)
  const title = to === 'linear' ? `Remove ${activated?.kind.kind}` : `Use ${to}`
  return written ? [{ title, edits: [written] }] : []
}

/** Losses of classes that exclude one another, over probabilities. */
export const CATEGORICAL: ReadonlySet<string> = new Set(['categoricalCrossentropy', 'sparseCategoricalCrossentropy'])

/** Losses that measure how far numbers are from others. */
export const DISTANCES: ReadonlySet<string> = new Set([
  'meanSquaredError',
  'meanAbsoluteError',
  'meanAbsolutePercentageError',
  'meanSquaredLogarithmicError',
  'logcosh',
  'huberLoss',
  'absoluteDifference',
])
