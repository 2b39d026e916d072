import type { Analysis } from '../analysis'
import type { Span } from '../span'
import type { Editing } from './editing'
import { layerHover } from './layerHover'
import { modelHover } from './modelHover'
import { optionHover } from './optionHover'
import { unappliedHover } from './unappliedHover'

export interface Hover {
  /** What the hover is about. */
  readonly span: Span
  readonly markdown: string
}

export interface HoverContext {
  /** Whether links to commands of the editor can be followed. */
  readonly commands?: boolean
  /** To try out neighbouring values of an option on the whole model. */
  readonly editing?: Editing
}

/**
 * On a layer's name: what it does, its shapes, what it sees, holds and costs, its share of the model, what all up to it
 * costs, and what the rules say of it. On a model's name (`model` in `model(…)`): totals and costliest layers. On an
 * option: what it is for, and what neighbouring values would give. On a layer that is made but not applied: what it does.
 *
 * Nothing elsewhere. Unknown numbers are printed `?`, with the reason below.
 */
export function hover(analysis: Analysis, offset: number, about: HoverContext = {}): Hover | undefined {
  return (
    layerHover(analysis, offset, about) ??
    optionHover(analysis, offset, about) ??
    modelHover(analysis, offset, about) ??
    unappliedHover(analysis, offset)
  )
}
