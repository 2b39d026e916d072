import type { Box } from '../../engine/detection/box'
import type { Image } from '../../engine/requests'
import { randomNumbers } from '../../engine/weights/randomNumbers'

/** Side of a scene in pixels. */
export const SCENE_SIZE = 64

/** What lies in a scene, by class number. */
export const SHAPES = ['disc', 'square', 'triangle', 'cross', 'ring'] as const

export interface SceneObject {
  /** Its place in {@link SHAPES}. */
  readonly class: number
  /** In pixels of the scene. */
  readonly box: Box
}

export interface Scene {
  readonly image: Image
  readonly objects: readonly SceneObject[]
  /** For every pixel, 1 + the index of the object that covers its centre, or 0. */
  readonly owners: Uint8Array
}

/**
 * A scene with two or three shapes of different classes, each of a random colour, size and turn, none touching another,
 * on clutter: a coloured gradient, strokes of random colours as thin as a cross's arm or thinner, and noise. Neither colour
 * nor brightness tells the classes apart.
 */
export function makeScene(name: string): Scene {
  const next = randomNumbers(`scene ${name}`)
  const colours = clutter(next)
  const owners = new Uint8Array(SCENE_SIZE ** 2)
  const objects: SceneObject[] = []
  const kinds = [...SHAPES.keys()].map(kind => ({ kind, key: next() })).sort((a, b) => a.key - b.key)
  const count = 2 + Math.floor(2 * next())
  for (const { kind } of kinds.slice(0, count)) {
    const object = place(kind, objects, next)
    if (object === undefined) continue
    const colour = vivid(next)
    draw(object, colour, colours)
    own(object, objects.length + 1, owners)
    objects.push({ class: kind, box: object.box })
  }
  const data = new Uint8ClampedArray(4 * SCENE_SIZE ** 2)
  for (let pixel = 0; pixel < SCENE_SIZE ** 2; pixel++) {
    for (let channel = 0; channel < 3; channel++)
      data[4 * pixel + channel] = colours[3 * pixel + channel] + 24 * (next() - 0.5)
    data[4 * pixel + 3] = 255
  }
  return { image: { width: SCENE_SIZE, height: SCENE_SIZE, data }, objects, owners }
}

/** For every pixel, 0 for the background, else 1 + the class of the shape there. */
export function pixelClasses({ objects, owners }: Scene): Uint8Array {
  return owners.map(owner => (owner === 0 ? 0 : 1 + objects[owner - 1].class))
}

interface Placed extends SceneObject {
  readonly covers: (y: number, x: number) => boolean
}

type Colour = readonly [number, number, number]

/** A place that keeps two pixels from every other object; none if chance finds none. */
function place(kind: number, others: readonly SceneObject[], next: () => number): Placed | undefined {
  for (let attempt = 0; attempt < 50; attempt++) {
    const radius = 7 + 4 * next()
    const angle = (2 * next() - 1) * (Math.PI / 9)
    const [y, x] = [0, 1].map(() => radius + 2 + next() * (SCENE_SIZE - 2 * radius - 4))
    const [cosine, sine] = [Math.cos(angle) / radius, Math.sin(angle) / radius]
    const belongs = inside[SHAPES[kind]]
    const covers = (row: number, column: number) =>
      belongs(cosine * (row - y) - sine * (column - x), sine * (row - y) + cosine * (column - x))
    const box = boxOf(covers, y, x, radius)
    if (others.every(other => apart(box, other.box))) return { class: kind, box, covers }
  }
  return undefined
}

/** Whether a point of the shape's own plane, where it fills a circle of radius 1, belongs to it; y grows downwards. */
const inside: Readonly<Record<(typeof SHAPES)[number], (y: number, x: number) => boolean>> = {
  disc: (y, x) => Math.hypot(y, x) <= 0.9,
  square: (y, x) => Math.max(Math.abs(y), Math.abs(x)) <= 0.75,
  triangle: (y, x) => y <= 0.6 && 0.6 * (y + 1) >= Math.abs(x),
  cross: (y, x) => Math.min(Math.abs(y), Math.abs(x)) <= 0.28 && Math.max(Math.abs(y), Math.abs(x)) <= 0.95,
  ring: (y, x) => Math.hypot(y, x) <= 0.95 && Math.hypot(y, x) >= 0.55,
}

function boxOf(covers: Placed['covers'], y: number, x: number, radius: number): Box {
  const box = { top: y, left: x, bottom: y, right: x }
  const step = 0.5
  const reach = 1.2 * radius
  for (let row = y - reach; row <= y + reach; row += step)
    for (let column = x - reach; column <= x + reach; column += step)
      if (covers(row, column)) {
        box.top = Math.min(box.top, row)
        box.left = Math.min(box.left, column)
        box.bottom = Math.max(box.bottom, row)
        box.right = Math.max(box.right, column)
      }
  return box
}

function apart(a: Box, b: Box): boolean {
  const gap = 2
  return a.bottom + gap < b.top || b.bottom + gap < a.top || a.right + gap < b.left || b.right + gap < a.left
}

/** Paints every pixel by how many of its 4×4 points the shape covers. */
function draw({ box, covers }: Placed, colour: Colour, colours: Float32Array): void {
  for (let row = Math.floor(box.top); row <= box.bottom; row++)
    for (let column = Math.floor(box.left); column <= box.right; column++) {
      let share = 0
      for (let point = 0; point < 16; point++)
        if (covers(row + ((point >> 2) + 0.5) / 4, column + ((point & 3) + 0.5) / 4)) share += 1 / 16
      blend(colours, row, column, colour, share)
    }
}

function own({ box, covers }: Placed, owner: number, owners: Uint8Array): void {
  for (let row = Math.floor(box.top); row <= box.bottom; row++)
    for (let column = Math.floor(box.left); column <= box.right; column++)
      if (covers(row + 0.5, column + 0.5)) owners[row * SCENE_SIZE + column] = owner
}

function blend(colours: Float32Array, row: number, column: number, colour: Colour, share: number): void {
  if (row < 0 || column < 0 || row >= SCENE_SIZE || column >= SCENE_SIZE) return
  const start = 3 * (row * SCENE_SIZE + column)
  for (let channel = 0; channel < 3; channel++)
    colours[start + channel] += share * (colour[channel] - colours[start + channel])
}

/** Red, green and blue of 0…255 for every pixel: a gradient between two colours, and strokes on it. */
function clutter(next: () => number): Float32Array {
  const [from, to] = [dull(next), dull(next)]
  const direction = 2 * Math.PI * next()
  const colours = new Float32Array(3 * SCENE_SIZE ** 2)
  for (let row = 0; row < SCENE_SIZE; row++)
    for (let column = 0; column < SCENE_SIZE; column++) {
      const along = (row - 32) * Math.sin(direction) + (column - 32) * Math.cos(direction)
      const share = Math.min(1, Math.max(0, 0.5 + along / 90))
      for (let channel = 0; channel < 3; channel++)
        colours[3 * (row * SCENE_SIZE + column) + channel] = from[channel] + share * (to[channel] - from[channel])
    }
  for (let stroke = 0; stroke < 10; stroke++) {
    const colour = next() < 0.5 ? vivid(next) : dull(next)
    let [row, column] = [SCENE_SIZE * next(), SCENE_SIZE * next()]
    let angle = 2 * Math.PI * next()
    const bend = 0.2 * (next() - 0.5)
    const wide = next() < 0.3
    for (let length = 8 + 20 * next(); length > 0; length -= 0.5) {
      row += 0.5 * Math.sin(angle)
      column += 0.5 * Math.cos(angle)
      angle += bend
      blend(colours, Math.floor(row), Math.floor(column), colour, 0.6)
      if (wide) blend(colours, Math.floor(row) + 1, Math.floor(column), colour, 0.6)
    }
  }
  return colours
}

/** One channel bright, one dark, one between. */
function vivid(next: () => number): Colour {
  const channels = [200 + 55 * next(), 70 * next(), 255 * next()]
  const turn = Math.floor(3 * next())
  return [channels[turn], channels[(turn + 1) % 3], channels[(turn + 2) % 3]]
}

function dull(next: () => number): Colour {
  const grey = 50 + 130 * next()
  return [grey + 40 * (next() - 0.5), grey + 40 * (next() - 0.5), grey + 40 * (next() - 0.5)]
}
