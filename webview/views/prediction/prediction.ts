import { html, nothing, type TemplateResult } from 'lit'
import type { Prediction } from '../../../engine/requests'
import { formatNumber, formatPercent, formatTime } from '../../format'
import { paint } from '../../paint'
import { explainedClass, type RankedClass, topClasses } from '../../selectors'
import type { State } from '../../store'
import { strings } from '../../strings/strings'
import type { Actions } from '../actions'
import { drawOverlay } from '../explanation/drawOverlay'
import { untrainedBadge } from '../untrainedBadge'

const SHOWN_CLASSES = 5

/** The image that runs through the network, and what the network says of it. */
export function predictionView(state: State, actions: Actions): TemplateResult {
  const { images, image: id, prediction } = state
  const image = images.find(candidate => candidate.id === id)
  return html`
    <section class="card" aria-labelledby="prediction-title">
      <h2 id="prediction-title">${strings.prediction.title} ${untrainedBadge(state)}</h2>
      <div class="prediction">
        ${
          image === undefined
            ? nothing
            : html`<canvas
                class="picture input"
                role="img"
                aria-label=${strings.prediction.image(image.name)}
                ${paint(canvas => drawOverlay(canvas, image.pixels, undefined, 0), image)}
              ></canvas>`
        }
        ${prediction === undefined ? html`<p class="hint" id="prediction">${strings.prediction.none}</p>` : scores(state, prediction, actions)}
      </div>
    </section>
  `
}

function scores(state: State, prediction: Prediction, actions: Actions): TemplateResult {
  const top = topClasses(prediction, SHOWN_CLASSES)
  const explained = explainedClass(state)
  return html`
    <div id="prediction" data-testid="prediction" data-class=${top[0]?.class ?? nothing}>
      <ol class="classes">
        ${top.map(ranked => row(ranked, prediction, ranked.class === explained, actions))}
      </ol>
      <p class="caption">${strings.prediction.time(formatTime(prediction.milliseconds), state.started?.backend ?? strings.prediction.engine)}</p>
    </div>
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
