import { nothing, type TemplateResult } from 'lit'
import { dropdown } from '../../controls'
import { imageSlots } from '../../images/inputSlots'
import type { State } from '../../state'
import { strings } from '../../strings/strings'
import type { Actions } from '../actions'

/** Stands for "as it comes": the input that the target rests on first. */
const AUTOMATIC = 'auto'

/** In whose pixels is explained, where there are several inputs with pixels. */
export function inputDropdown(state: State, { chooseExplanationInput }: Actions): TemplateResult | typeof nothing {
  const slots = imageSlots(state)
  if (slots.length < 2) return nothing
  const automatic = state.explanation?.input ?? slots[0]!.name
  const choices = [
    { value: AUTOMATIC, label: strings.inputs.automatic(automatic) },
    ...slots.map(({ name }) => ({ value: name, label: name })),
  ]
  const choose = (value: string) => chooseExplanationInput(value === AUTOMATIC ? undefined : value)
  return dropdown({
    ...{ id: 'explanation-input', label: strings.inputs.explained, value: state.explanationInput ?? AUTOMATIC },
    ...{ choices, choose },
  })
}
