import type { Dimension } from '../../builder/dimension'
import type { ReceptiveField } from '../../builder/receptiveField'
import { type Figure, figure, figures } from '../report'
import type { Both, ComparedLayer, GraphComparison, LayerDifference } from './compareGraphs'

/** What `convolens diff --json` prints; other programs read it, so fields are only ever added. */
export interface ComparisonReport {
  readonly before: string
  readonly after: string
  readonly totals: {
    readonly parameters: Both<{ trainable: Figure; nonTrainable: Figure }>
    readonly macs: Both<Figure>
    readonly weightMemory: Both<Figure>
    readonly peakMemory: Both<Figure>
    readonly receptiveField: Both<ReceptiveField | null>
    readonly inputs: Both<readonly (readonly Figure[])[]>
    readonly outputs: Both<readonly (readonly Figure[])[]>
  }
  readonly layers: readonly {
    readonly status: LayerDifference['status']
    readonly before: ComparedLayerReport | null
    readonly after: ComparedLayerReport | null
    readonly changes: readonly string[]
  }[]
}

export interface ComparedLayerReport {
  readonly name: string
  readonly kind: string
  readonly outputShapes: readonly (readonly Figure[])[]
  readonly parameters: Figure
  readonly macs: Figure
}

/** The comparison as plain data. */
export function comparisonReport({ before, after, layers, totals }: GraphComparison): ComparisonReport {
  const { parameters, nonTrainable, macs, weightMemory, peakMemory, receptiveField, inputs, outputs } = totals
  const dimensions = (both: Both<Dimension>) => map(both, figure)
  return {
    before,
    after,
    totals: {
      parameters: {
        before: { trainable: figure(parameters.before), nonTrainable: figure(nonTrainable.before) },
        after: { trainable: figure(parameters.after), nonTrainable: figure(nonTrainable.after) },
      },
      macs: dimensions(macs),
      weightMemory: dimensions(weightMemory),
      peakMemory: dimensions(peakMemory),
      receptiveField: map(receptiveField, field => field ?? null),
      inputs: map(inputs, shapes => shapes.map(figures)),
      outputs: map(outputs, shapes => shapes.map(figures)),
    },
    layers: layers.map(({ status, before, after, changes }) => ({
      status,
      before: before ? layerReport(before) : null,
      after: after ? layerReport(after) : null,
      changes,
    })),
  }
}

function layerReport({ layer: { name, kind, outputShapes }, parameters, macs }: ComparedLayer): ComparedLayerReport {
  return {
    name,
    kind,
    outputShapes: outputShapes.map(figures),
    parameters: figure(parameters),
    macs: figure(macs),
  }
}

function map<Value, Result>({ before, after }: Both<Value>, change: (value: Value) => Result): Both<Result> {
  return { before: change(before), after: change(after) }
}
