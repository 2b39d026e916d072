import type { TemplateResult } from 'lit'
import type { FoundBox, MaskReading, Prediction } from '../../../engine/requests'
import { dropdown } from '../../controls'
import { formatNumber, formatPercent } from '../../format'
import { explainedMaskClass } from '../../reading'
import { explainedClass, rankedForChoice } from '../../selectors'
import { explainedBox, shownBoxes } from '../../shownBoxes'
import type { State } from '../../state'
import { strings } from '../../strings/strings'
import type { Actions } from '../actions'

/** Stands for "as it comes": the class predicted, the largest part of a mask, the surest box. */
const AUTOMATIC = 'auto'

interface Choices {
  readonly label: string
  readonly value: string
  readonly choices: readonly { readonly value: string; readonly label: string }[]
  readonly choose: (value: string) => void
}

/** What is explained: a class, a class of a mask where it lies, or a box. */
export function targetDropdown(state: State, actions: Actions): TemplateResult {
  return dropdown({ id: 'class', ...choicesOf(state, actions) })
}

function choicesOf(state: State, actions: Actions): Choices {
  const { prediction } = state
  if (prediction?.reading.kind === 'boxes') return boxChoices(state, actions)
  if (prediction?.reading.kind === 'mask') return maskChoices(state, prediction.reading, actions)
  return classChoices(state, prediction, actions)
}

function classChoices(state: State, prediction: Prediction | undefined, actions: Actions): Choices {
  const automatic = explainedClass({ ...state, class: undefined })
  const score = prediction?.activation === 'none' ? formatNumber : formatPercent
  const choices =
    prediction === undefined || automatic === undefined
      ? []
      : [
          { value: AUTOMATIC, label: strings.explanation.predicted(prediction.labels[automatic]) },
          ...rankedForChoice(prediction).map(ranked => ({
            value: String(ranked.class),
            label: `${ranked.label} · ${score(ranked.score)}`,
          })),
        ]
  return { ...classChoice(state, actions), choices }
}

function maskChoices(state: State, reading: MaskReading, actions: Actions): Choices {
  const automatic = explainedMaskClass({ ...state, class: undefined }, reading)
  const choices = reading.classes
    .filter(({ class: index }) => index !== undefined)
    .map(one => ({
      value: String(one.class),
      label: `${one.label} · ${formatPercent(one.count / reading.places.length)}`,
    }))
  const first = { value: AUTOMATIC, label: strings.target.largest(automatic?.label ?? '') }
  return { ...classChoice(state, actions), choices: [first, ...choices] }
}

function classChoice(state: State, { chooseClass }: Actions): Omit<Choices, 'choices'> {
  return {
    label: strings.explanation.class,
    value: state.class === undefined ? AUTOMATIC : String(state.class),
    choose: value => chooseClass(value === AUTOMATIC ? undefined : Number(value)),
  }
}

function boxChoices(state: State, { changeReading }: Actions): Choices {
  const boxes = shownBoxes(state)
  const chosen = state.reading.box === undefined ? undefined : explainedBox(state)
  const first = { value: AUTOMATIC, label: strings.target.surest(boxes[0]?.label ?? '') }
  return {
    label: strings.target.box,
    value: chosen === undefined ? AUTOMATIC : keyOf(chosen),
    choices:
      boxes.length === 0
        ? []
        : [first, ...boxes.map(box => ({ value: keyOf(box), label: `${box.label} · ${formatPercent(box.score)}` }))],
    choose: value => changeReading({ box: boxes.find(box => keyOf(box) === value) }),
  }
}

function keyOf({ output, element }: FoundBox): string {
  return `${output} ${element}`
}
