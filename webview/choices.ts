import { isObject } from '../engine/dataChecks'
import { TABS } from './protocol'
import { initialState, type State } from './state'

/** What the user chose in the panel: all of the state that must outlive a reload of the window. */
export type Choices = Partial<Pick<State, (typeof KEPT)[number]>> & {
  readonly architecture?: Omit<State['architecture'], 'layout'>
  /** The name of the image. */
  readonly imageName?: string
}

const KEPT = [
  ...(['tab', 'summary', 'reading', 'view', 'opacity'] as const),
  ...(['layer', 'method', 'explanationLayer', 'class'] as const),
] as const

/** What to keep of a state: plain data, which the editor stores as JSON. */
export function choicesOf(state: State): Choices {
  const { layout, ...architecture } = state.architecture
  const imageName = state.images.find(({ id }) => id === state.image)?.name ?? state.imageName
  return { ...Object.fromEntries(KEPT.map(key => [key, state[key]])), architecture, imageName }
}

/**
 * Reads what was kept, perhaps by another version of the panel: what no longer has the form of today's state is left out,
 * and what is missing in it stays as it is at first.
 */
export function readChoices(value: unknown): Choices {
  if (!isObject(value)) return {}
  const choices: Record<string, unknown> = {}
  for (const key of KEPT) {
    const [first, kept] = [initialState[key as keyof State], value[key]]
    if (isObject(first)) {
      if (isLike(first, kept)) choices[key] = { ...first, ...kept }
    } else if (typeof kept === typeof first || (first === undefined && isPlain(kept))) choices[key] = kept
  }
  if (!TABS.some(tab => tab === choices.tab)) delete choices.tab
  const { layout, ...architecture } = initialState.architecture
  if (isLike(architecture, value.architecture)) choices.architecture = { ...architecture, ...value.architecture }
  if (typeof value.imageName === 'string') choices.imageName = value.imageName
  return choices
}

/** Whether a value has no member of another type than the same member of the model has. */
function isLike(model: object, value: unknown): value is Record<string, unknown> {
  return (
    isObject(value) &&
    Object.entries(model).every(([key, first]) => !(key in value) || typeof value[key] === typeof first)
  )
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number'
}
