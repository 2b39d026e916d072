import {
  add,
  cast,
  concat,
  gather,
  greaterEqual,
  maximum,
  mul,
  pow,
  range,
  reshape,
  scalar,
  slice,
  sub,
  type Tensor,
  type Tensor1D,
  where,
  zerosLike,
} from '@tensorflow/tfjs-core'
import type { BoxCells } from './boxCells'

/** Values and, where they are wanted, the places in the map that they come from. */
interface Placed {
  readonly values: Tensor
  readonly places?: Tensor
}

/** The number of every element of a map, int32, in the shape of the map. */
export function elementPlaces(map: Tensor): Tensor {
  return reshape(range(0, map.size, 1, 'int32'), map.shape)
}

/**
 * The maximum of every channel over each cell: `[cells, channels]`.
 *
 * A rectangle of any size is covered by four that are powers of two high and wide, and the maxima of all such rectangles
 * are computed once for all cells (a sparse table): cells of all sizes are then read with four look-ups.
 */
export function rangeMaxima(map: Placed, { image, top, left, bottom, right }: BoxCells): Placed {
  const [images, height, width, channels] = map.values.shape as [number, number, number, number]
  const tables = rectangleMaxima(map, height, width)
  const [rowLevel, columnLevel] = [levelOf(sub(bottom, top), height), levelOf(sub(right, left), width)]
  const table = add(mul(rowLevel, levels(width)), columnLevel)
  const stacked = {
    values: reshape(concat(tables.map(({ values }) => values)), [-1, channels]),
    ...(map.places ? { places: reshape(concat(tables.map(({ places }) => places!)), [-1, channels]) } : {}),
  }
  const lastTop = sub(bottom, pow(2, rowLevel))
  const lastLeft = sub(right, pow(2, columnLevel))
  const read = (row: Tensor, column: Tensor): Placed => {
    // In whole numbers: the places of all tables may be more than a float tells apart.
    let index = cast(table, 'int32')
    for (const [part, size] of [
      [image, images],
      [row, height],
      [column, width],
    ] as const)
      index = add(mul(index, scalar(size, 'int32')), cast(part, 'int32'))
    const flat = reshape(index, [-1]) as Tensor1D
    return {
      values: gather(stacked.values, flat),
      ...(stacked.places ? { places: gather(stacked.places, flat) } : {}),
    }
  }
  const upper = larger(read(top, left), read(top, lastLeft))
  return larger(upper, larger(read(lastTop, left), read(lastTop, lastLeft)))
}

/** Maxima of the rectangles that start at each element, 1, 2, 4 … high, and for each height 1, 2, 4 … wide. */
function rectangleMaxima(map: Placed, height: number, width: number): Placed[] {
  const tables: Placed[] = []
  let tall = map
  for (let rows = 0; rows < levels(height); rows++) {
    if (rows > 0) tall = doubled(tall, 1, 2 ** (rows - 1))
    let wide = tall
    for (let columns = 0; columns < levels(width); columns++) {
      if (columns > 0) wide = doubled(wide, 2, 2 ** (columns - 1))
      tables.push(wide)
    }
  }
  return tables
}

function levels(size: number): number {
  return Math.floor(Math.log2(size)) + 1
}

/** The largest k with 2^k ≤ length, by comparisons: a backend's logarithm may be a little too small. */
function levelOf(length: Tensor, most: number): Tensor {
  let level: Tensor = zerosLike(length)
  for (let k = 1; k < levels(most); k++) level = add(level, cast(greaterEqual(length, 2 ** k), 'float32'))
  return level
}

/** Joins every element with the one `step` further; where there is none, with what will not be read. */
function doubled({ values, places }: Placed, axis: number, step: number): Placed {
  const move = (of: Tensor) => {
    const cut = (start: number, count: number) =>
      slice(
        of,
        of.shape.map((_, i) => (i === axis ? start : 0)),
        of.shape.map((size, i) => (i === axis ? count : size)),
      )
    const size = of.shape[axis]
    return concat([cut(step, size - step), cut(size - step, step)], axis)
  }
  return larger({ values, places }, { values: move(values), places: places && move(places) })
}

/** The larger of two, the first one where they are equal. */
function larger(a: Placed, b: Placed): Placed {
  const values = maximum(a.values, b.values)
  if (!a.places || !b.places) return { values }
  return { values, places: where(greaterEqual(a.values, b.values), a.places, b.places) }
}
