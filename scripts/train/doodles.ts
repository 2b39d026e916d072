import type { Image } from '../../engine/requests'
import { randomNumbers } from '../../engine/weights/randomNumbers'

/** Side of a drawing in pixels. */
export const DOODLE_SIZE = 32

/** What is drawn, by class number. */
export const DOODLES = ['circle', 'square', 'triangle', 'arrow', 'star'] as const

export interface Doodle {
  /** Its place in {@link DOODLES}. */
  readonly class: number
  /** Brightness of every pixel, 0…255, white on black as the digits are. */
  readonly pixels: Uint8Array
}

type Point = readonly [y: number, x: number]

/** A shape as a hand may draw it: with one line, its corners moved, turned, stretched and placed at random. */
export function makeDoodle(name: string, shape: number): Doodle {
  const next = randomNumbers(`doodle ${name} ${shape}`)
  const between = (low: number, high: number) => low + (high - low) * next()
  const wobble = 0.12
  const corners = outlines[DOODLES[shape]].map(line =>
    line.map(([y, x]): Point => [y + between(-wobble, wobble), x + between(-wobble, wobble)]),
  )
  const angle = between(-0.35, 0.35)
  const [height, width] = [between(7, 10.5), between(7, 10.5)]
  const [top, left] = [between(14, 18), between(14, 18)]
  const place = ([y, x]: Point): Point => [
    top + height * (y * Math.cos(angle) - x * Math.sin(angle)),
    left + width * (y * Math.sin(angle) + x * Math.cos(angle)),
  ]
  const lines = corners.map(line => line.map(place))
  const radius = between(0.8, 1.6)
  const pixels = Uint8Array.from({ length: DOODLE_SIZE ** 2 }, (_, pixel) => {
    const point: Point = [Math.floor(pixel / DOODLE_SIZE) + 0.5, (pixel % DOODLE_SIZE) + 0.5]
    const nearest = Math.min(...lines.flatMap(line => line.slice(1).map((end, i) => distance(point, line[i], end))))
    return Math.round(255 * Math.min(1, Math.max(0, radius + 0.5 - nearest)))
  })
  return { class: shape, pixels }
}

/** The drawing's brightness, 0…1, moved by whole pixels. */
export function movedDoodle({ pixels }: Doodle, down: number, right: number): Float32Array {
  return Float32Array.from({ length: DOODLE_SIZE ** 2 }, (_, pixel) => {
    const [y, x] = [Math.floor(pixel / DOODLE_SIZE) - down, (pixel % DOODLE_SIZE) - right]
    const isInside = y >= 0 && y < DOODLE_SIZE && x >= 0 && x < DOODLE_SIZE
    return isInside ? pixels[y * DOODLE_SIZE + x] / 255 : 0
  })
}

/** A drawing as the panel would decode it. */
export function doodleImage({ pixels }: Doodle): Image {
  const data = new Uint8ClampedArray(4 * pixels.length)
  for (const [i, value] of pixels.entries()) data.set([value, value, value, 255], 4 * i)
  return { width: DOODLE_SIZE, height: DOODLE_SIZE, data }
}

/** Points on a circle around the middle, from the top clockwise and back to the first. */
function around(corners: number, radius: (corner: number) => number): Point[] {
  return Array.from({ length: corners + 1 }, (_, i) => {
    const angle = (2 * Math.PI * i) / corners
    return [-radius(i % corners) * Math.cos(angle), radius(i % corners) * Math.sin(angle)]
  })
}

/** The lines of each shape, in a plane where it fills a circle of radius 1. */
const outlines: Readonly<Record<(typeof DOODLES)[number], readonly (readonly Point[])[]>> = {
  circle: [around(14, () => 0.9)],
  square: [
    [
      [-0.8, -0.8],
      [-0.8, 0.8],
      [0.8, 0.8],
      [0.8, -0.8],
      [-0.8, -0.8],
    ],
  ],
  triangle: [around(3, () => 1)],
  arrow: [
    [
      [0, -1],
      [0, 1],
    ],
    [
      [-0.6, 0.35],
      [0, 1],
      [0.6, 0.35],
    ],
  ],
  star: [around(10, corner => (corner % 2 === 0 ? 1 : 0.45))],
}

/** From a point to the nearest one between two others. */
function distance([y, x]: Point, [fromY, fromX]: Point, [toY, toX]: Point): number {
  const [alongY, alongX] = [toY - fromY, toX - fromX]
  const length = alongY ** 2 + alongX ** 2
  const share = length === 0 ? 0 : ((y - fromY) * alongY + (x - fromX) * alongX) / length
  const nearest = Math.min(1, Math.max(0, share))
  return Math.hypot(y - fromY - nearest * alongY, x - fromX - nearest * alongX)
}
