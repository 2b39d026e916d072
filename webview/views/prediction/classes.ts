import { html, nothing, type TemplateResult } from 'lit'
import type { Prediction } from '../../../engine/requests'
import { formatNumber, formatPercent } from '../../format'
import { explainedClass, type RankedClass, topClasses } from '../../selectors'
import type { State } from '../../state'
import { strings } from '../../strings/strings'
import type { Actions } from '../actions'

const SHOWN_CLASSES = 5

/** The classes with the highest scores; a click explains one. */
export function classesView(state: State, prediction: Prediction, actions: Actions): TemplateResult {
  const explained = explainedClass(state)
  return html`
    <ol class="classes">
      ${topClasses(prediction, SHOWN_CLASSES).map(ranked => row(ranked, prediction, ranked.class === explained, actions))}
    </ol>
  `
}

function row(
  { class: index, label, score }: RankedClass,
  prediction: Prediction,
  explained: boolean,
  { chooseClass }: Actions,
): TemplateResult {
  // Without a softmax or sigmoid the scores are no probabilities, and a bar would have no right length.
  const isShare = prediction.activation !== 'none'
  return html`
    <li>
      <button
        class="class"
        title=${strings.prediction.explain}
        aria-pressed=${explained ? 'true' : 'false'}
        @click=${() => chooseClass(index)}
      >
        <span class="name">${label}</span>
        ${isShare ? html`<meter min="0" max="1" .value=${score} aria-hidden="true"></meter>` : nothing}
        <span class="score">${isShare ? formatPercent(score) : formatNumber(score)}</span>
      </button>
    </li>
  `
}
