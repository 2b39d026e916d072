import type { Analysis } from '../analysis'
import type { Span } from '../span'
import { layerHover } from './layerHover'
import { modelHover } from './modelHover'
import { optionHover } from './optionHover'

export interface Hover {
  /** What the hover is about. */
  readonly span: Span
  readonly markdown: string
}

/**
 * On a layer's name: what it does, its shapes, what it sees, holds and costs, its share of the model, and what the rules
 * say of it. On a model's name (`model` in `model(…)`): totals and costliest layers. On an option: what it is for.
 *
 * Nothing elsewhere. Unknown numbers are printed `?`, with the reason below.
 */
export function hover(analysis: Analysis, offset: number): Hover | undefined {
  return layerHover(analysis, offset) ?? optionHover(analysis, offset) ?? modelHover(analysis, offset)
}
