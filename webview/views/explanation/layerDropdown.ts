import type { TemplateResult } from 'lit'
import { dropdown } from '../../controls'
import { formatSizes } from '../../format'
import { explainableLayers, lastSpatialLayer } from '../../selectors'
import type { State } from '../../state'
import { strings } from '../../strings/strings'
import type { Actions } from '../actions'

/** Stands for "as it comes": the last spatial layer. */
const AUTOMATIC = 'auto'

/** The layer that an explanation looks at. */
export function layerDropdown(state: State, { chooseExplanationLayer }: Actions): TemplateResult {
  const layers = explainableLayers(state).map(({ name, shape }) => ({
    value: name,
    label: `${name} · ${formatSizes(shape)}`,
  }))
  const last = lastSpatialLayer(state)
  const choices = last === undefined ? layers : [{ value: AUTOMATIC, label: strings.explanation.last(last) }, ...layers]
  const choose = (value: string) => chooseExplanationLayer(value === AUTOMATIC ? undefined : value)
  return dropdown({
    id: 'explanation-layer',
    label: strings.explanation.layer,
    value: state.explanationLayer ?? AUTOMATIC,
    choices,
    choose,
  })
}
