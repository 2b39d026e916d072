import { html, nothing, type TemplateResult } from 'lit'
import type { Cost, ExplanationMap, OfferedExplanation } from '../../../engine/requests'
import { button, dropdown, slider } from '../../controls'
import { chosenMethods, isCurrent } from '../../methodComparison'
import { paint } from '../../paint'
import { explanationTarget } from '../../reading'
import { chosenImage, methodCost, takesMany, trustCost } from '../../selectors'
import type { MethodsState, PanelImage, State } from '../../state'
import { strings } from '../../strings/strings'
import type { Actions } from '../actions'
import { costTold } from '../explanation/costTold'
import { drawOverlay } from '../explanation/drawOverlay'
import { inputDropdown } from '../explanation/inputDropdown'
import { layerDropdown } from '../explanation/layerDropdown'
import { targetDropdown } from '../explanation/targetDropdown'
import { trustMeasures } from '../explanation/trustMeasures'
import { imagesView } from '../images/images'
import { untrainedBadge } from '../untrainedBadge'
import { comparedHeat } from './comparedHeat'
import { drawComparison } from './drawComparison'

const texts = strings.compare

/** Several methods of explanation side by side, of the same image, class and layer. */
export function compareView(state: State, actions: Actions): TemplateResult {
  return html`
    ${imagesView(state, actions)}
    <section class="card" aria-labelledby="compare-title">
      <h2 id="compare-title">${texts.title} ${untrainedBadge(state)}</h2>
      <div class="controls">${targetDropdown(state, actions)} ${layerDropdown(state, actions)} ${inputDropdown(state, actions)} ${colours(state, actions)}</div>
      ${methods(state, actions)} ${run(state, actions)} ${results(state, actions)}
    </section>
  `
}

function change(actions: Actions, next: Partial<MethodsState>): void {
  actions.dispatch({ type: 'comparedChanged', change: next })
}

function colours({ compared }: State, actions: Actions): TemplateResult {
  return dropdown({
    ...{ id: 'compare-colours', label: strings.activations.range, value: compared.colours },
    choices: (['own', 'signed', 'rank'] as const).map(value => ({ value, label: texts.colours[value] })),
    choose: value => change(actions, { colours: value as MethodsState['colours'] }),
  })
}

function methods(state: State, actions: Actions): TemplateResult {
  const offered = state.loaded?.explanations ?? []
  const few = offered.filter(method => {
    const cost = methodCost(state, method)
    return cost !== undefined && !takesMany(cost)
  })
  const choose = (names: readonly string[]) => change(actions, { chosen: names })
  return html`
    <fieldset class="methods">
      <legend>${texts.methods}</legend>
      <div class="choices">${offered.map(method => choice(state, method, actions))}</div>
      <p class="buttons">
        ${button(texts.few, () => choose(few.map(({ name }) => name)), { id: 'compare-few' })}
        ${button(texts.none, () => choose([]), { id: 'compare-none' })}
        <span class="hint">${texts.count(String(chosenMethods(state).length), String(offered.length))}</span>
      </p>
    </fieldset>
  `
}

function choice(state: State, method: OfferedExplanation, actions: Actions): TemplateResult {
  const { chosen } = state.compared
  const cost = methodCost(state, method)
  const isChosen = chosen.includes(method.name)
  const changed = () =>
    change(actions, { chosen: isChosen ? chosen.filter(name => name !== method.name) : [...chosen, method.name] })
  const { passes } = strings.explanation
  return html`
    <label>
      <input type="checkbox" data-method=${method.name} .checked=${isChosen && cost !== undefined} ?disabled=${cost === undefined} @change=${changed} />
      <span>${titleOf(method)}<span class="hint"> ${cost === undefined ? texts.doesNotFit : passes(cost.forwardPasses, cost.backwardPasses)}</span></span>
    </label>
  `
}

/** What all of it takes, before anyone waits for it. */
function run(state: State, actions: Actions): TemplateResult | typeof nothing {
  const wanted = chosenMethods(state)
  if (state.prediction === undefined || wanted.length === 0) return html`<p class="hint">${texts.choose}</p>`
  // A detector that has found nothing has nothing to be explained.
  if (explanationTarget(state) === undefined) return html`<p class="hint">${strings.prediction.noBox}</p>`
  const total = wanted.reduce<Cost>(
    ({ forwardPasses, backwardPasses }, { cost }) => ({
      forwardPasses: forwardPasses + cost.forwardPasses,
      backwardPasses: backwardPasses + cost.backwardPasses,
    }),
    { forwardPasses: 0, backwardPasses: 0 },
  )
  return html`
    <p class="more">
      ${state.compared.running === undefined ? button(strings.explanation.run, actions.compareMethods, { id: 'compare-run', primary: true }) : nothing}
      <span class="hint" data-testid="compare-cost">${costTold(state, total)}</span>
    </p>
  `
}

function results(state: State, actions: Actions): TemplateResult | typeof nothing {
  const image = chosenImage(state)
  const { maps } = state.compared
  const names = Object.keys(maps)
  if (image === undefined || names.length === 0) return nothing
  if (!isCurrent(state)) return html`<p class="hint" id="compare-outdated">${texts.outdated}</p>`
  const save = async () => {
    const blob = await drawComparison(document.getElementById('comparison'))
    if (blob !== undefined) actions.saveFile(`${texts.title}.png`, new Uint8Array(await blob.arrayBuffer()))
  }
  return html`
    <div id="comparison" class="comparison">${names.map(name => tile(state, name, image, actions))}</div>
    ${slider({
      ...{ id: 'compare-opacity', label: strings.explanation.opacity, value: state.opacity },
      change: opacity => actions.dispatch({ type: 'opacityChanged', opacity }),
    })}
    <p class="more">${button(strings.exportPng, () => void save(), { id: 'export-comparison' })}</p>
  `
}

function tile(state: State, name: string, image: PanelImage, actions: Actions): TemplateResult {
  const method = state.loaded?.explanations.find(one => one.name === name)
  const title = method === undefined ? name : titleOf(method)
  const map = state.compared.maps[name]
  if ('message' in map)
    return html`<figure data-method=${name}><figcaption>${title}</figcaption><p class="notice error">${strings.failure(map.message, map.action)}</p></figure>`
  return html`
    <figure data-method=${name}>
      <button class="open" aria-label=${texts.open(title)} title=${texts.open(title)} @click=${() => actions.openCompared(name)}>
        ${picture(state, title, map, chosenImage(state, map.input) ?? image)}
      </button>
      <figcaption>${title}</figcaption>
      ${map.empty ? html`<p class="hint">${texts.empty(map.label)}</p>` : nothing} ${trust(state, name, title, map, actions)}
    </figure>
  `
}

function picture({ compared, opacity }: State, title: string, map: ExplanationMap, image: PanelImage): TemplateResult {
  const { colours: wanted } = compared
  // A picture is looked at by itself, a map over the image.
  const draw = (canvas: HTMLCanvasElement) =>
    map.picture === undefined
      ? drawOverlay(canvas, image.pixels, comparedHeat(map, wanted), opacity)
      : drawOverlay(canvas, map.picture, undefined, 0)
  return html`<canvas
    class="picture"
    role="img"
    data-title=${title}
    aria-label=${strings.explanation.over(title, map.label, image.name)}
    ${paint(draw, image, map, wanted, opacity)}
  ></canvas>`
}

function trust(
  state: State,
  name: string,
  title: string,
  map: ExplanationMap,
  { measureCompared }: Actions,
): TemplateResult | typeof nothing {
  if (map.picture !== undefined) return nothing
  const measured = state.compared.trust[name]
  if (measured !== undefined)
    return 'message' in measured
      ? html`<p class="notice error">${strings.failure(measured.message, measured.action)}</p>`
      : html`<ul class="hint trust" aria-label=${strings.trust.label}>${trustMeasures(measured).map(line => html`<li>${line}</li>`)}</ul>`
  const cost = trustCost(
    state,
    state.loaded?.explanations.find(one => one.name === name),
  )
  if (cost === undefined || state.compared.running !== undefined) return nothing
  return html`
    ${button(strings.trust.measure, () => measureCompared(name), { name: texts.measure(title) })}
    <p class="hint">${costTold(state, cost)}</p>
  `
}

function titleOf({ name, title }: OfferedExplanation): string {
  return strings.explanation.methodTitle(name, title)
}
