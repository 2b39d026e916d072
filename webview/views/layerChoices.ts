import { formatSizes } from '../format'
import type { State } from '../state'

/** The layers to choose from, with their shapes. */
export function layerChoices({ loaded }: Pick<State, 'loaded'>): { value: string; label: string }[] {
  return (loaded?.layers ?? []).map(({ name, shape }) => ({ value: name, label: `${name} · ${formatSizes(shape)}` }))
}
