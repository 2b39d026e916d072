import { html, nothing, type TemplateResult } from 'lit'
import { button, dropdown } from '../../controls'
import { collapsedBlocks, described } from '../../selectors'
import { type State, TINTS, type Tint } from '../../state'
import { strings } from '../../strings/strings'
import type { Actions } from '../actions'
import { awaited } from '../awaited'
import { blocksOf } from './blocks'
import { drawing } from './drawing'
import { matches, nodeOfLayer } from './drawnGraph'
import { type Camera, cameraAtFirst, cameraOn, cameraOnAll, type GraphLayout, nodeTowards, zoomed } from './graphLayout'
import { standaloneSvg } from './standaloneSvg'

const ZOOM_STEP = 1.3

/** The graph of the network, from the input down to the output: to search, to zoom, to open and close blocks in. */
export function architectureView(state: State, actions: Actions): TemplateResult {
  const { layout } = state.architecture
  const answer = state.answers.describe
  return html`
    <section class="card" aria-labelledby="architecture-title">
      <h2 id="architecture-title">${strings.architecture.title}</h2>
      ${
        answer !== undefined && 'failure' in answer
          ? awaited(answer, () => html``)
          : awaited(layout && ('layout' in layout ? { result: layout.layout } : layout), made =>
              graph(state, made, actions),
            )
      }
    </section>
  `
}

function graph(state: State, layout: GraphLayout, actions: Actions): TemplateResult {
  const { tint, search } = state.architecture
  const camera = cameraOf(state, layout)
  const move = (camera: Camera) => actions.dispatch({ type: 'architectureChanged', change: { camera } })
  const zoom = (factor: number) => move(zoomed(camera, factor))
  const found = matches(layout.graph, search)
  return html`
    <div class="controls">
      ${dropdown({
        ...{ id: 'tint', label: strings.architecture.tint, value: tint },
        choices: TINTS.map(value => ({ value, label: strings.architecture.tints[value] })),
        choose: value => actions.dispatch({ type: 'architectureChanged', change: { tint: value as Tint } }),
      })}
      <label class="field search">
        <span class="label">${strings.architecture.search}</span>
        <input
          id="search"
          type="search"
          .value=${search}
          @input=${({ currentTarget }: Event) => actions.dispatch({ type: 'architectureChanged', change: { search: (currentTarget as HTMLInputElement).value } })}
          @keydown=${(event: KeyboardEvent) => event.key === 'Enter' && goToNext(state, layout, camera, actions)}
        />
      </label>
      <span class="hint" role="status" id="found">${search.trim() === '' ? '' : strings.architecture.found(String(found.length))}</span>
      <span class="buttons">
        ${button('+', () => zoom(ZOOM_STEP), { id: 'zoom-in', name: strings.architecture.zoomIn })}
        ${button('−', () => zoom(1 / ZOOM_STEP), { id: 'zoom-out', name: strings.architecture.zoomOut })}
        ${button(strings.architecture.fit, () => move(cameraOnAll(layout)), { id: 'zoom-fit' })}
        ${blockButtons(state, actions)}
        ${button(strings.architecture.exportSvg, () => exportSvg(state, actions), { id: 'export-svg' })}
      </span>
    </div>
    <div class="graph" @keydown=${(event: KeyboardEvent) => press(event, layout, camera, actions)}>
      ${drawing(state, layout, camera, actions, move)}
    </div>
    <p class="hint">${strings.architecture.hint}</p>
  `
}

function blockButtons(state: State, { dispatch }: Actions): TemplateResult | typeof nothing {
  const description = described(state)
  const blocks = description === undefined ? [] : blocksOf(description.layers)
  if (blocks.length === 0) return nothing
  const set = (collapsed: readonly string[]) =>
    dispatch({ type: 'architectureChanged', change: { collapsed, camera: undefined } })
  return collapsedBlocks(state, description!).length === blocks.length
    ? button(strings.architecture.open, () => set([]), { id: 'open-blocks' })
    : button(strings.architecture.collapse, () => set(blocks.map(({ id }) => id)), { id: 'collapse-blocks' })
}

/** Where the user has not moved it, the camera keeps the layer that is shown in sight. */
function cameraOf(state: State, layout: GraphLayout): Camera {
  const first = state.architecture.camera ?? cameraAtFirst(layout)
  const node = nodeOfLayer(layout.graph, state.layer)
  const box = layout.nodes.find(({ id }) => id === node?.id)
  return box === undefined || state.architecture.camera !== undefined ? first : cameraOn(first, box)
}

function goToNext(state: State, layout: GraphLayout, camera: Camera, actions: Actions): void {
  const found = matches(layout.graph, state.architecture.search)
  if (found.length === 0) return
  const at = found.findIndex(({ layers }) => layers.some(({ name }) => name === state.layer))
  const next = found[(at + 1) % found.length]
  actions.selectLayer(next.layers[0].name)
  const box = layout.nodes.find(({ id }) => id === next.id)!
  actions.dispatch({ type: 'architectureChanged', change: { camera: cameraOn(camera, box) } })
}

/** Arrow keys go from node to node; with Shift they move the drawing. Plus, minus and 0 zoom. */
function press(event: KeyboardEvent, layout: GraphLayout, camera: Camera, actions: Actions): void {
  const id = (event.target as Element).closest<SVGElement>('[data-node]')?.dataset.node
  const from = layout.nodes.find(node => node.id === id)
  const next = from && !event.shiftKey ? nodeTowards(layout, from, event.key) : undefined
  const moved = next === undefined ? cameraAfter(event, layout, camera) : cameraOn(camera, next)
  if (moved === undefined) return
  event.preventDefault()
  actions.dispatch({ type: 'architectureChanged', change: { camera: moved } })
  if (next === undefined) return
  actions.selectLayer(next.layers[0].name)
  const nodes = event.currentTarget as Element
  nodes.querySelector<SVGElement>(`[data-node="${CSS.escape(next.id)}"]`)?.focus()
}

function cameraAfter({ key, shiftKey }: KeyboardEvent, layout: GraphLayout, camera: Camera): Camera | undefined {
  if (key === '+' || key === '=') return zoomed(camera, ZOOM_STEP)
  if (key === '-') return zoomed(camera, 1 / ZOOM_STEP)
  if (key === '0') return cameraOnAll(layout)
  const step = camera.width / 8
  const shift = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[key]
  return shift && shiftKey ? { ...camera, x: camera.x + shift[0] * step, y: camera.y + shift[1] * step } : undefined
}

function exportSvg({ model, architecture }: State, { saveFile }: Actions): void {
  const element = document.querySelector<SVGSVGElement>('#architecture')
  if (element === null || architecture.layout === undefined || !('layout' in architecture.layout)) return
  const { width, height } = architecture.layout.layout
  saveFile(`${model?.graph.name ?? 'network'}.svg`, new TextEncoder().encode(standaloneSvg(element, width, height)))
}
