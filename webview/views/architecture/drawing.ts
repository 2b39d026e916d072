import { html, nothing, svg, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { collapsedBlocks, described } from '../../selectors'
import type { State } from '../../state'
import { strings } from '../../strings/strings'
import type { Actions } from '../actions'
import type { Block } from './blocks'
import { type DrawnNode, matches, nodeOfLayer, tints } from './drawnGraph'
import { ASPECT, type Box, type Camera, type GraphLayout, NODE_HEIGHT, type Point, zoomed } from './graphLayout'

/** The graph as a drawing: nodes are buttons, and mouse wheel and dragging move what is in sight. */
export function drawing(
  state: State,
  layout: GraphLayout,
  camera: Camera,
  actions: Actions,
  move: (camera: Camera) => void,
): TemplateResult {
  const { nodes, frames, edges, graph } = layout
  const shares = tints(graph, state.architecture.tint)
  const found = new Set(matches(graph, state.architecture.search).map(({ id }) => id))
  const shown = nodeOfLayer(graph, state.layer)?.id
  const focusable = shown ?? nodes[0]?.id
  const height = camera.width * ASPECT
  const viewBox = `${camera.x - camera.width / 2} ${camera.y - height / 2} ${camera.width} ${height}`
  return html`
    <svg
      id="architecture"
      class=${state.architecture.search.trim() === '' ? '' : 'searching'}
      role="group"
      aria-label=${strings.architecture.title}
      viewBox=${viewBox}
      preserveAspectRatio="xMidYMin meet"
      @wheel=${(event: WheelEvent) => turn(event, camera, move)}
      @pointerdown=${(event: PointerEvent) => drag(event, camera, move)}
    >
      ${repeat(
        frames,
        ({ id }) => id,
        frame => blockFrame(frame, state, actions),
      )}
      ${repeat(
        edges,
        ({ id }) => id,
        ({ points, label, labelAt }) => svg`
          <path class="edge" d=${pathThrough(points)}></path>
          <path class="tip" d=${tipAt(points.at(-1))}></path>
          ${labelAt === undefined ? nothing : svg`<text class="shape" x=${labelAt.x} y=${labelAt.y + 11}>${label}</text>`}`,
      )}
      ${repeat(
        nodes,
        ({ id }) => id,
        node => drawnNode(node, { share: shares.get(node.id), found, shown, focusable }, state, actions),
      )}
    </svg>
  `
}

function drawnNode(
  node: DrawnNode & Box,
  look: { share: number | undefined; found: ReadonlySet<string>; shown?: string; focusable?: string },
  state: State,
  actions: Actions,
): TemplateResult {
  const { id, title, detail, block, x, y, width, layers } = node
  const { tint } = state.architecture
  const quantity = tint === 'none' || layers.length > 1 ? undefined : layers[0][tint].text
  const said = quantity === undefined ? '' : `, ${strings.architecture.tints[tint]} ${quantity}`
  const open = () => block !== undefined && toggle(block, state, actions)
  return svg`
    <g
      class="node ${look.found.has(id) ? 'found' : ''} ${block === undefined ? '' : 'block'}"
      role="button"
      data-node=${id}
      tabindex=${id === look.focusable ? 0 : -1}
      aria-label=${`${title}, ${detail}${said}`}
      aria-pressed=${id === look.shown ? 'true' : 'false'}
      transform="translate(${x} ${y})"
      @click=${() => actions.selectLayer(layers[0].name)}
      @dblclick=${open}
      @keydown=${(event: KeyboardEvent) => activate(event, () => (block === undefined ? actions.selectLayer(layers[0].name) : open()))}
    >
      <title>${title} · ${detail}${said}</title>
      <rect class="back" width=${width} height=${NODE_HEIGHT} rx="5"></rect>
      <rect class="tint" width=${width} height=${NODE_HEIGHT} rx="5" fill-opacity=${look.share === undefined ? 0 : (0.06 + 0.5 * look.share).toFixed(3)}></rect>
      <text x=${width / 2} y="17" text-anchor="middle">${title}</text>
      <text class="detail" x=${width / 2} y="32" text-anchor="middle">${detail}</text>
    </g>` as unknown as TemplateResult
}

function blockFrame(frame: Block & Box, state: State, actions: Actions): TemplateResult {
  const { id, x, y, width, height } = frame
  return svg`
    <g
      class="frame"
      role="button"
      tabindex="0"
      data-frame=${id}
      aria-label=${strings.architecture.collapseBlock(id)}
      @click=${() => toggle(frame, state, actions)}
      @keydown=${(event: KeyboardEvent) => activate(event, () => toggle(frame, state, actions))}
    >
      <rect x=${x} y=${y} width=${width} height=${height} rx="8"></rect>
      <text x=${x + 12} y=${y + 18}>− ${id}</text>
    </g>` as unknown as TemplateResult
}

/** Opens a block that is collapsed, and the other way round. */
function toggle({ id }: Block, state: State, { dispatch }: Actions): void {
  const description = described(state)
  if (description === undefined) return
  const collapsed = collapsedBlocks(state, description)
  const next = collapsed.includes(id) ? collapsed.filter(other => other !== id) : [...collapsed, id]
  dispatch({ type: 'architectureChanged', change: { collapsed: next } })
}

function activate(event: KeyboardEvent, act: () => void): void {
  if (event.key !== 'Enter' && event.key !== ' ') return
  event.preventDefault()
  act()
}

function pathThrough(points: readonly Point[]): string {
  return points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('')
}

/** Edges end from above, so that the tip points down. */
function tipAt(point: Point | undefined): string {
  return point === undefined ? '' : `M${point.x - 3.5} ${point.y - 7}h7l-3.5 7z`
}

function turn(event: WheelEvent, camera: Camera, move: (camera: Camera) => void): void {
  event.preventDefault()
  move(zoomed(camera, Math.exp(-event.deltaY / 500), pointOf(event, event.currentTarget as SVGSVGElement)))
}

/** Follows the pointer until it is let go. A press that does not move stays a click on what is under it. */
function drag(event: PointerEvent, camera: Camera, move: (camera: Camera) => void): void {
  const element = event.currentTarget as SVGSVGElement
  const { clientX, clientY } = event
  const scale = 1 / element.getScreenCTM()!.a
  const follow = (moved: PointerEvent) => {
    const [dx, dy] = [moved.clientX - clientX, moved.clientY - clientY]
    if (Math.abs(dx) + Math.abs(dy) < 4) return
    move({ ...camera, x: camera.x - dx * scale, y: camera.y - dy * scale })
  }
  const end = () => {
    window.removeEventListener('pointermove', follow)
    window.removeEventListener('pointerup', end)
  }
  window.addEventListener('pointermove', follow)
  window.addEventListener('pointerup', end)
}

function pointOf({ clientX, clientY }: MouseEvent, element: SVGSVGElement): Point {
  const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(element.getScreenCTM()!.inverse())
  return { x, y }
}
