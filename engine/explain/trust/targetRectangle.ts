import type { Graph } from '../../../builder/graph'
import type { Score } from '../score'
import type { Rectangle } from './massInside'
import { receptiveRectangle } from './receptiveRectangle'

/**
 * The part of the input that the target can see through its windows: around the fields of all places that it adds up. `weights`
 * is the target's gradient at its output, [1, height, width, channels], row by row.
 *
 * Of several inputs, `input` is the one whose pixels are meant. Undefined where the target sees the whole image, has no places, or its field cannot be known.
 */
export function targetRectangle(
  graph: Graph,
  { edge }: Pick<Score, 'edge'>,
  weights: ArrayLike<number>,
  shape: readonly number[],
  input?: string,
): Rectangle | undefined {
  if (shape.length !== 4) return undefined
  const [, height, width, channels] = shape
  let box: Rectangle | undefined
  for (let place = 0; place < height * width; place++) {
    const counts = Array.from({ length: channels }, (_, channel) => weights[place * channels + channel] !== 0)
    if (!counts.includes(true)) continue
    const field = receptiveRectangle(
      graph,
      edge.layer,
      { row: Math.floor(place / width), column: place % width },
      input,
    )
    if (field === undefined) return undefined
    box = box === undefined ? field : around(box, field)
  }
  return box
}

function around(a: Rectangle, b: Rectangle): Rectangle {
  const [top, left] = [Math.min(a.top, b.top), Math.min(a.left, b.left)]
  const bottom = Math.max(a.top + a.height, b.top + b.height)
  const right = Math.max(a.left + a.width, b.left + b.width)
  return { top, left, height: bottom - top, width: right - left }
}
