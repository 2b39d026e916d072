import type { LayerInstance, ShownDefect } from '../analysis'

/** The layers that show a defect when they are run, from the first to the last of a row; none where no model runs them. */
export function shownDefect(first: LayerInstance | undefined, last = first): { shown?: ShownDefect } {
  const model = first?.model
  // A function nobody calls has symbols for numbers, and nothing to run.
  if (!first || !last || !model || last.model !== model || !model.called) return {}
  const layers = first === last ? [first.name] : [first.name, last.name]
  return { shown: { model: model.name, layers } }
}
