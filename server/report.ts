import type ts from 'typescript'
import { graphCosts, type LayerCosts } from '../builder/costs'
import { type Dimension, formatDimension, unknownReason } from '../builder/dimension'
import { type Graph, type Layer, layersByName } from '../builder/graph'
import { type ReceptiveField, receptiveFields } from '../builder/receptiveField'
import type { Shape } from '../builder/shape'
import type { AnalysedModel, Analysis, Finding, LayerInstance } from './analysis'
import type { Location, Span } from './span'

/** A place in a file: lines and columns count from 1, `end` is behind the last character. */
export interface Range {
  readonly start: { readonly line: number; readonly column: number }
  readonly end: { readonly line: number; readonly column: number }
}

/** A number, an expression in symbols as text, or null where it cannot be known. */
export type Figure = number | string | null

/** What the command line prints of one file; other programs read it, so fields are only ever added. */
export interface FileReport {
  readonly file: string
  readonly models: readonly ModelReport[]
  /** Layers that reach no model. */
  readonly loose: readonly LayerReport[]
  readonly problems: readonly ProblemReport[]
}

export interface ModelReport {
  readonly name: string
  /** The call that makes the model; null where no text does. */
  readonly range: Range | null
  /** The function it was made in, or null at module level. */
  readonly function: string | null
  /** False where nobody calls that function, and symbols stand for its parameters. */
  readonly called: boolean
  /** Which way through that function makes it, where there are several: `modelType = 'cnn'`. */
  readonly assuming?: string
  readonly inputs: readonly (readonly Figure[])[]
  readonly outputs: readonly (readonly Figure[])[]
  readonly parameters: { readonly trainable: Figure; readonly nonTrainable: Figure }
  /** Multiply-adds for one image. */
  readonly macs: Figure
  /** Bytes of the activations alive at once. */
  readonly peakMemory: Figure
  readonly receptiveField: ReceptiveField
  readonly layers: readonly LayerReport[]
}

export interface LayerReport {
  readonly name: string
  readonly kind: string
  /** The file of the call, where it is another one than the report's. */
  readonly file?: string
  /** The call that made it, from the layer's name to the closing parenthesis; null for a parameter nobody supplies. */
  readonly range: Range | null
  /** The calls that led there, innermost first. */
  readonly stack: readonly (Range & { readonly file?: string })[]
  readonly inputs: readonly string[]
  readonly outputShape: readonly Figure[]
  readonly outputShapes: readonly (readonly Figure[])[]
  readonly parameters: { readonly trainable: Figure; readonly nonTrainable: Figure }
  readonly macs: Figure
  /** Bytes of all outputs. */
  readonly outputMemory: Figure
  readonly receptiveField: ReceptiveField
  /** The layer whose weights this one shares. */
  readonly weightsOf?: string
  /** Whether it stands in a loop of unknown length. */
  readonly repeated?: boolean
}

export interface ProblemReport {
  readonly rule: string
  readonly severity: Finding['severity']
  readonly message: string
  readonly range: Range
  /** Titles of the fixes that are offered. */
  readonly fixes: readonly string[]
}

/** The report on an analysed file, under the name it is to be called. */
export function fileReport(analysis: Analysis, name: string, findings: readonly Finding[]): FileReport {
  return {
    file: name,
    models: analysis.models.map(model => modelReport(model, analysis)),
    loose: analysis.loose.map(instance => instanceReport(instance, analysis)),
    problems: findings.map(finding => problemReport(finding, analysis.sourceFile)),
  }
}

/** A finding in a file of the given text. */
export function problemReport({ rule, severity, message, span, fixes }: Finding, source: ts.SourceFile): ProblemReport {
  return {
    rule,
    severity,
    message,
    range: rangeOf(span, source),
    fixes: fixes.map(({ title }) => title),
  }
}

/** The report on a network that no file of the user's makes. */
export function graphReport(graph: Graph, name: string): FileReport {
  const figures = { graph, costs: graphCosts(graph), fields: receptiveFields(graph) }
  const place = { range: null, function: null, called: true }
  return { file: name, models: [networkReport(figures, place, new Map())], loose: [], problems: [] }
}

function modelReport(model: AnalysedModel, analysis: Analysis): ModelReport {
  const place = {
    range: rangeOf(model.span, analysis.sourceFile),
    function: model.function,
    called: model.called,
    assuming: model.assuming,
  }
  const layers = model.instances.map(instance => [instance.name, instanceReport(instance, analysis)] as const)
  return networkReport(model, place, new Map(layers))
}

/** `placed` holds the reports of the layers that a call in the text makes. */
function networkReport(
  { graph, costs, fields }: Pick<AnalysedModel, 'graph' | 'costs' | 'fields'>,
  place: Pick<ModelReport, 'range' | 'function' | 'called' | 'assuming'>,
  placed: ReadonlyMap<string, LayerReport>,
): ModelReport {
  const layers = layersByName(graph)
  const placeless = { range: null, stack: [] }
  return {
    name: graph.name,
    ...place,
    inputs: graph.inputs.map(name => figures(layers.get(name)!.outputShapes[0])),
    outputs: graph.outputs.map(({ layer, output }) => figures(layers.get(layer)!.outputShapes[output])),
    parameters: parameterFigures(costs),
    macs: figure(costs.macs),
    peakMemory: figure(costs.peakMemory),
    receptiveField: fields.get(graph.outputs[0].layer)!,
    layers: graph.layers.map(
      layer =>
        placed.get(layer.name) ?? layerReport(layer, placeless, costs.layers.get(layer.name)!, fields.get(layer.name)!),
    ),
  }
}

function instanceReport(instance: LayerInstance, analysis: Analysis): LayerReport {
  const { site, layer, costs, field, stack, repeated } = instance
  const source = site.call.getSourceFile()
  const place = {
    ...(source.fileName === analysis.file ? {} : { file: source.fileName }),
    range: rangeOf(site.callSpan, source),
    stack: stack.map(location => stackRange(location, analysis)),
  }
  return { ...layerReport(layer, place, costs, field), ...(repeated ? { repeated } : {}) }
}

function layerReport(
  layer: Layer,
  place: Pick<LayerReport, 'file' | 'range' | 'stack'>,
  costs: LayerCosts,
  field: ReceptiveField,
): LayerReport {
  return {
    name: layer.name,
    kind: layer.kind,
    ...place,
    inputs: layer.inputs.map(edge => edge.layer),
    outputShape: figures(layer.outputShapes[0]),
    outputShapes: layer.outputShapes.map(figures),
    parameters: parameterFigures(costs),
    macs: figure(costs.macs),
    outputMemory: figure(costs.outputMemory),
    receptiveField: field,
    ...(layer.weightsOf === undefined ? {} : { weightsOf: layer.weightsOf }),
  }
}

function stackRange(location: Location, { file, files }: Analysis): Range & { file?: string } {
  const range = rangeOf(location, files.get(location.file)!)
  return location.file === file ? range : { ...range, file: location.file }
}

function parameterFigures({ parameters }: Pick<LayerCosts, 'parameters'>) {
  return { trainable: figure(parameters.trainable), nonTrainable: figure(parameters.nonTrainable) }
}

export function figures(shape: Shape): Figure[] {
  return shape.map(figure)
}

export function figure(value: Dimension): Figure {
  if (typeof value === 'number') return Number.isNaN(value) ? null : value
  return unknownReason(value) === undefined ? formatDimension(value) : null
}

/** Where a stretch of a file's text stands, in lines and columns. */
export function rangeOf({ start, end }: Span, source: ts.SourceFile): Range {
  const place = (offset: number) => {
    const { line, character } = source.getLineAndCharacterOfPosition(offset)
    return { line: line + 1, column: character + 1 }
  }
  return { start: place(start), end: place(end) }
}
