import ts from 'typescript'
import { add, type Dimension, unknownReason } from '../../builder/dimension'
import { formatCount } from '../../builder/format'
import { formatReceptiveField } from '../../builder/receptiveField'
import { formatShape, type Shape } from '../../builder/shape'
import type { Analysis, LayerInstance, LayerSite } from '../analysis'
import type { Span } from '../span'

export interface InlayHint {
  readonly offset: number
  readonly label: string
  readonly tooltip?: string
}

/** What the hints tell: the editor's settings `convolens.hints`. */
export interface HintSettings {
  readonly shape: boolean
  readonly parameters: boolean
  readonly receptiveField: boolean
}

export const usualHints: HintSettings = { shape: true, parameters: false, receptiveField: false }

/**
 * Behind the closing parenthesis of every layer call: the shape that comes out, such as `28×28×6`; where the user wants
 * it, also the parameters of all layers the call makes, and the receptive field of the first.
 *
 * Where one call makes several layers, their number and the first shape: `×6: 56×56×256`, with `…` where the shapes
 * differ. Unknown sizes are `?`; the tooltip says why, and what the layer costs. An input whose sizes are written out
 * has no hint.
 */
export function inlayHints(analysis: Analysis, { start, end }: Span, settings = usualHints): InlayHint[] {
  return analysis.sites
    .filter(site => start <= site.callSpan.end && site.callSpan.end <= end && !isWrittenOut(site))
    .flatMap(site => {
      const label = [
        ...(settings.shape ? shapeOf(site) : []),
        ...(settings.parameters ? parametersOf(site) : []),
        ...(settings.receptiveField ? fieldOf(site) : []),
      ].join(' · ')
      return label === '' ? [] : [{ offset: site.callSpan.end, label, tooltip: tooltipOf(site) }]
    })
}

function parametersOf({ instances }: LayerSite): string[] {
  const all = add(...instances.map(({ costs }) => add(costs.parameters.trainable, costs.parameters.nonTrainable)))
  return all === 0 ? [] : [`${formatCount(all)} parameters`]
}

function fieldOf({ kind, instances: [first] }: LayerSite): string[] {
  return first && kind.kind !== 'input' ? [`sees ${formatReceptiveField(first.field)}`] : []
}

function shapeOf({ instances }: LayerSite): string[] {
  const [first, ...others] = instances.map(({ layer }) => layer.outputShapes.map(formatShape).join(', '))
  if (first === undefined) return []
  // The length of the loop is not known: one turn stands for all.
  const times = instances.some(({ repeated }) => repeated) ? '×?: ' : others.length > 0 ? `×${instances.length}: ` : ''
  return [times + first + (others.some(other => other !== first) ? ' …' : '')]
}

const MOST_LINES = 8

function tooltipOf({ instances }: LayerSite): string {
  const lines = instances.slice(0, MOST_LINES).map(describe)
  if (instances.length > MOST_LINES) lines.push(`… and ${instances.length - MOST_LINES} more`)
  return lines.join('\n')
}

function describe({ name, layer, inputShapes, costs, field }: LayerInstance): string {
  const reason = firstReason(layer.outputShapes)
  if (reason !== undefined) return `${name}: ? – ${reason}`
  const shapes = (all: readonly Shape[]) => all.map(formatShape).join(', ')
  const { trainable, nonTrainable } = costs.parameters
  const parts = [
    inputShapes.length === 0 ? shapes(layer.outputShapes) : `${shapes(inputShapes)} → ${shapes(layer.outputShapes)}`,
    `receptive field ${formatReceptiveField(field)}`,
    ...(trainable === 0 ? [] : [`${formatCount(trainable)} parameters`]),
    ...(nonTrainable === 0 ? [] : [`${formatCount(nonTrainable)} not trainable`]),
    ...(costs.macs === 0 ? [] : [`${formatCount(costs.macs)} MACs`]),
  ]
  return `${name}: ${parts.join(', ')}`
}

function firstReason(shapes: readonly Shape[]): string | undefined {
  return shapes
    .flatMap(shape => shape.map((size: Dimension) => unknownReason(size)))
    .find(reason => reason !== undefined)
}

function isWrittenOut({ kind, call }: LayerSite): boolean {
  return kind.kind === 'input' && (call.arguments ?? []).every(argument => ts.isNumericLiteral(argument))
}
