import * as kinds from '../../builder/layers/index'
import type { AnalysedModel, Analysis } from '../analysis'
import { uriOf } from '../files/address'

const PAGES = 'https://github.com/convolens/convolens/blob/main/docs/layers'

/** A link to the reference page of a layer; empty for what is no layer of the builder, such as a block. */
export function layerLink(kind: string): string[] {
  return Object.hasOwn(kinds, kind) ? [`[Reference](${PAGES}/${kind}.md)`] : []
}

/** Links that open a model's panel, at a layer where one is given, and its summary; none for a model of another file. */
export function modelLinks({ file, models }: Analysis, model: AnalysedModel | undefined, layer?: string): string[] {
  if (!model || !models.includes(model)) return []
  const place = { uri: uriOf(file), model: model.name }
  return layer === undefined
    ? [command('Visualize', 'visualizeLayer', place), command('Summary', 'showSummary', place)]
    : [command('Show in the panel', 'visualizeLayer', { ...place, layer })]
}

function command(title: string, name: string, argument: object): string {
  // Brackets would end the link.
  const query = encodeURIComponent(JSON.stringify([argument])).replace(/[()]/g, bracket =>
    bracket === '(' ? '%28' : '%29',
  )
  return `[${title}](command:convolens.${name}?${query})`
}
