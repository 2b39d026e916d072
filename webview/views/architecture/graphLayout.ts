import type { ElkNode } from 'elkjs/lib/elk-api'
import type { Block } from './blocks'
import type { DrawnEdge, DrawnGraph, DrawnNode } from './drawnGraph'

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Where everything stands, in one system of coordinates: y grows downwards, from the input to the output. */
export interface GraphLayout {
  readonly graph: DrawnGraph
  readonly width: number
  readonly height: number
  readonly nodes: readonly (DrawnNode & Box)[]
  readonly frames: readonly (Block & Box)[]
  readonly edges: readonly (DrawnEdge & { readonly points: readonly Point[]; readonly labelAt?: Point })[]
}

export interface Point {
  readonly x: number
  readonly y: number
}

export const NODE_HEIGHT = 40
/** Of a character of the panel's font, on average; a node that is a bit too wide does no harm. */
const CHARACTER_WIDTH = 7.2

const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.layered.spacing.nodeNodeBetweenLayers': '20',
  'elk.spacing.nodeNode': '24',
  'elk.layered.spacing.edgeNodeBetweenLayers': '14',
  'elk.edgeLabels.inline': 'false',
  'elk.json.shapeCoords': 'ROOT',
  'elk.json.edgeCoords': 'ROOT',
}

/** The graph as Eclipse Layout Kernel takes it. */
export function toElk({ nodes, edges, frames }: DrawnGraph): ElkNode {
  const child = ({ id, title, detail }: DrawnNode): ElkNode => ({
    ...{ id: `n:${id}`, height: NODE_HEIGHT },
    width: Math.max(90, CHARACTER_WIDTH * Math.max(title.length, detail.length) + 24),
  })
  return {
    id: 'root',
    layoutOptions: OPTIONS,
    children: [
      ...nodes.filter(({ frame }) => frame === undefined).map(child),
      ...frames.map(({ id }) => ({
        id: `f:${id}`,
        layoutOptions: { 'elk.padding': '[top=30,left=12,bottom=12,right=12]' },
        children: nodes.filter(({ frame }) => frame === id).map(child),
      })),
    ],
    edges: edges.map(({ id, from, to, label }) => ({
      ...{ id, sources: [`n:${from}`], targets: [`n:${to}`] },
      labels: [{ text: label, width: CHARACTER_WIDTH * label.length + 8, height: 14 }],
    })),
  }
}

/** What it made of it. */
export function readLayout(graph: DrawnGraph, root: ElkNode): GraphLayout {
  const boxes = new Map<string, Box>()
  const collect = (node: ElkNode) => {
    boxes.set(node.id, { x: node.x ?? 0, y: node.y ?? 0, width: node.width ?? 0, height: node.height ?? 0 })
    node.children?.forEach(collect)
  }
  collect(root)
  const edges = new Map((root.edges ?? []).map(edge => [edge.id, edge]))
  return {
    ...{ graph, width: root.width ?? 0, height: root.height ?? 0 },
    nodes: graph.nodes.map(node => ({ ...node, ...boxes.get(`n:${node.id}`)! })),
    frames: graph.frames.map(frame => ({ ...frame, ...boxes.get(`f:${frame.id}`)! })),
    edges: graph.edges.map(edge => {
      const { sections = [], labels = [] } = edges.get(edge.id)!
      const points = sections.flatMap(({ startPoint, bendPoints = [], endPoint }) => [
        startPoint,
        ...bendPoints,
        endPoint,
      ])
      const [label] = labels
      return { ...edge, points, ...(label ? { labelAt: { x: label.x ?? 0, y: label.y ?? 0 } } : {}) }
    }),
  }
}

/** What of the drawing is in sight: its middle, and how wide a part. */
export interface Camera extends Point {
  readonly width: number
}

/** The narrowest part that is shown at first: nodes of a small network are not blown up. */
const READABLE_WIDTH = 520
/** Height of the view as a part of its width. */
export const ASPECT = 0.9

/** From the input on, as wide as the network, at a size that can be read. */
export function cameraAtFirst({ width, height }: GraphLayout): Camera {
  const span = Math.max(READABLE_WIDTH, Math.min(width + 40, 3 * READABLE_WIDTH))
  return { x: width / 2, y: Math.min(height / 2, (span * ASPECT) / 2 - 20), width: span }
}

export function cameraOnAll({ width, height }: GraphLayout): Camera {
  return { x: width / 2, y: height / 2, width: Math.max(width + 40, (height + 40) / ASPECT) }
}

/** The camera moved so that a node is in sight; the same where it is already. */
export function cameraOn(camera: Camera, { x, y, width, height }: Box): Camera {
  const middle = { x: x + width / 2, y: y + height / 2 }
  const inside =
    Math.abs(middle.x - camera.x) < 0.45 * camera.width && Math.abs(middle.y - camera.y) < 0.45 * camera.width * ASPECT
  return inside ? camera : { ...camera, ...middle }
}

/** Closer for factors above 1, with one point staying where it is. */
export function zoomed(camera: Camera, factor: number, at: Point = camera): Camera {
  const width = Math.min(100_000, Math.max(60, camera.width / factor))
  const ratio = width / camera.width
  return { width, x: at.x + (camera.x - at.x) * ratio, y: at.y + (camera.y - at.y) * ratio }
}

/** The node next to another one in the direction of an arrow key; undefined for other keys and at the border. */
export function nodeTowards({ nodes }: GraphLayout, from: Box, key: string): (DrawnNode & Box) | undefined {
  const direction = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[key]
  if (direction === undefined) return undefined
  const [dx, dy] = direction
  const middle = (box: Box) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 })
  const start = middle(from)
  const distances = nodes.map(node => {
    const { x, y } = middle(node)
    const along = (x - start.x) * dx + (y - start.y) * dy
    const across = Math.abs((x - start.x) * dy) + Math.abs((y - start.y) * dx)
    return { node, along, cost: along + 2 * across }
  })
  return distances.filter(({ along }) => along > 1).sort((a, b) => a.cost - b.cost)[0]?.node
}
