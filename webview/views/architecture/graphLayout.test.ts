import ELK from 'elkjs/lib/elk.bundled'
import { beforeAll, describe, expect, test } from 'vitest'
import { input, model } from '../../../builder/index'
import { describe as describeGraph } from '../../../engine/describe'
import { drawnGraph } from './drawnGraph'
import {
  ASPECT,
  type Box,
  cameraAtFirst,
  cameraOn,
  cameraOnAll,
  type GraphLayout,
  nodeTowards,
  readLayout,
  toElk,
  zoomed,
} from './graphLayout'

const image = input(8, 8, 4)
const inner = image.conv2d(4, 1)
const left = inner.conv2d(4, 3, { padding: 'same' }).relu()
const { graph } = model('net', image, left.add(inner).flatten().dense(2).softmax())
const { layers } = describeGraph(graph)

let layout: GraphLayout
let box: (id: string) => Box
beforeAll(async () => {
  const drawn = drawnGraph(layers, [])
  layout = readLayout(drawn, await new ELK().layout(toElk(drawn)))
  box = id => layout.nodes.find(node => node.id === id)!
})

const overlap = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
const around = (outer: Box, one: Box) =>
  outer.x <= one.x &&
  outer.y <= one.y &&
  outer.x + outer.width >= one.x + one.width &&
  outer.y + outer.height >= one.y + one.height

describe('the layout of a network', () => {
  test('every node stands below all its inputs, and none on another', () => {
    for (const { from, to } of layout.edges) expect(box(to).y).toBeGreaterThanOrEqual(box(from).y + box(from).height)
    for (const [index, a] of layout.nodes.entries())
      for (const b of layout.nodes.slice(index + 1)) expect(overlap(a, b), `${a.id} on ${b.id}`).toBe(false)
  })

  test('edges run from the lower border of a node to the upper one of the next', () => {
    for (const { from, to, points } of layout.edges) {
      expect(points[0].y).toBeCloseTo(box(from).y + box(from).height, 3)
      expect(points.at(-1)!.y).toBeCloseTo(box(to).y, 3)
      for (const [point, node] of [
        [points[0], box(from)],
        [points.at(-1)!, box(to)],
      ] as const)
        expect(point.x > node.x && point.x < node.x + node.width).toBe(true)
    }
  })

  test('edges run level or upright', () => {
    for (const { points } of layout.edges)
      for (const [index, { x, y }] of points.slice(1).entries())
        expect(Math.min(Math.abs(x - points[index].x), Math.abs(y - points[index].y))).toBeLessThan(1e-6)
  })

  test('a frame is around the nodes of its block, and around no other', () => {
    expect(layout.frames.length).toBeGreaterThan(0)
    for (const frame of layout.frames)
      for (const node of layout.nodes) {
        if (frame.layers.includes(node.id)) expect(around(frame, node), node.id).toBe(true)
        else expect(overlap(frame, node), node.id).toBe(false)
      }
  })

  test('everything is within the size told', () => {
    const all = { x: 0, y: 0, width: layout.width, height: layout.height }
    for (const one of [...layout.nodes, ...layout.frames]) expect(around(all, one)).toBe(true)
  })
})

describe('the camera', () => {
  test('sees everything when it is to', () => {
    const { x, y, width } = cameraOnAll(layout)
    const seen = { x: x - width / 2, y: y - (width * ASPECT) / 2, width, height: width * ASPECT }
    for (const node of layout.nodes) expect(around(seen, node)).toBe(true)
  })

  test('sees the input at first', () => {
    const { x, y, width } = cameraAtFirst(layout)
    const seen = { x: x - width / 2, y: y - (width * ASPECT) / 2, width, height: width * ASPECT }
    expect(around(seen, box('input_1'))).toBe(true)
  })

  // Where a place stands in the view, from −½ to ½ of its width.
  test('zooms around a place that stays where it is', () => {
    const camera = { x: 100, y: 50, width: 400 }
    const at = { x: 180, y: -30 }
    const closer = zoomed(camera, 2, at)
    expect(closer.width).toBe(200)
    expect((at.x - closer.x) / closer.width).toBeCloseTo((at.x - camera.x) / camera.width, 10)
    expect((at.y - closer.y) / closer.width).toBeCloseTo((at.y - camera.y) / camera.width, 10)
  })

  test('zooms neither into nothing nor out of sight', () => {
    expect(zoomed({ x: 0, y: 0, width: 400 }, 1e9).width).toBe(60)
    expect(zoomed({ x: 0, y: 0, width: 400 }, 1e-9).width).toBe(100_000)
  })

  test('moves to a node that is out of sight, and stays where it sees it', () => {
    const node = { x: 990, y: 40, width: 20, height: 20 }
    expect(cameraOn({ x: 0, y: 0, width: 400 }, node)).toEqual({ x: 1000, y: 50, width: 400 })
    const near = { x: 1050, y: 60, width: 400 }
    expect(cameraOn(near, node)).toBe(near)
  })
})

describe('arrow keys', () => {
  const towards = (id: string, key: string) => nodeTowards(layout, box(id), key)?.id

  test('lead down along the chain and up again', () => {
    expect(towards('input_1', 'ArrowDown')).toBe('conv2d_1')
    expect(towards('conv2d_1', 'ArrowUp')).toBe('input_1')
    expect(towards('relu_1', 'ArrowDown')).toBe('add_1')
  })

  test('lead nowhere at the border, and other keys nowhere at all', () => {
    expect(towards('input_1', 'ArrowUp')).toBeUndefined()
    expect(towards('softmax_1', 'ArrowDown')).toBeUndefined()
    expect(towards('conv2d_1', 'Enter')).toBeUndefined()
  })
})
