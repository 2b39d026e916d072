import {
  add,
  cast,
  clipByValue,
  floor,
  gather,
  greaterEqual,
  lessEqual,
  logicalAnd,
  mul,
  reshape,
  scalar,
  scatterND,
  sub,
  sum,
  type Tensor,
  type Tensor1D,
} from '@tensorflow/tfjs-core'

/** Points of maps between their elements, each tensor `[points]`. */
export interface Points {
  /** Which of the maps. */
  readonly image: Tensor
  readonly row: Tensor
  readonly column: Tensor
}

/** What maps `[images, height, width, channels]` have at points, between the four elements around: `[points, channels]`. 0 beyond. */
export function readPoints(map: Tensor, points: Points): Tensor {
  const elements = reshape(map, [-1, map.shape[3]!])
  return total(corners(map, points).map(({ index, weight }) => mul(gather(elements, index), weight)))
}

/** The gradients of {@link readPoints} with respect to the map and to the points' rows and columns `[points]`. */
export function readPointsBackward(map: Tensor, points: Points, gradient: Tensor) {
  const [images, height, width, channels] = map.shape as [number, number, number, number]
  const elements = reshape(map, [-1, channels])
  const around = corners(map, points).map(corner => {
    const likeness = sum(mul(gather(elements, corner.index), gradient), 1, true)
    return {
      map: scatterND(reshape(corner.index, [-1, 1]), mul(gradient, corner.weight), [images * height * width, channels]),
      rows: mul(likeness, corner.alongRows),
      columns: mul(likeness, corner.alongColumns),
    }
  })
  return {
    map: reshape(total(around.map(({ map }) => map)), map.shape),
    rows: reshape(total(around.map(({ rows }) => rows)), [-1]),
    columns: reshape(total(around.map(({ columns }) => columns)), [-1]),
  }
}

interface Corner {
  readonly index: Tensor1D
  /** How much of the element is read, and how this grows along both axes: `[points, 1]`. */
  readonly weight: Tensor
  readonly alongRows: Tensor
  readonly alongColumns: Tensor
}

function corners(map: Tensor, { image, row, column }: Points): Corner[] {
  const [, height, width] = map.shape as [number, number, number, number]
  const sides = (place: Tensor, size: number) => {
    const before = floor(place)
    const rest = sub(place, before)
    return [
      { ...element(before, size), weight: sub(1, rest), growth: -1 },
      { ...element(add(before, 1), size), weight: rest, growth: 1 },
    ]
  }
  return sides(row, height).flatMap(y =>
    sides(column, width).map(x => {
      const inside = mul(y.inside, x.inside)
      const asColumn = (values: Tensor) => reshape(mul(values, inside), [-1, 1])
      const rows = add(mul(cast(image, 'int32'), scalar(height, 'int32')), y.index)
      return {
        index: add(mul(rows, scalar(width, 'int32')), x.index) as Tensor1D,
        weight: asColumn(mul(y.weight, x.weight)),
        alongRows: asColumn(mul(y.growth, x.weight)),
        alongColumns: asColumn(mul(y.weight, x.growth)),
      }
    }),
  )
}

function element(place: Tensor, size: number) {
  const inside = logicalAnd(greaterEqual(place, 0), lessEqual(place, size - 1))
  return { index: cast(clipByValue(place, 0, size - 1), 'int32'), inside: cast(inside, 'float32') }
}

function total(parts: readonly Tensor[]): Tensor {
  return parts.reduce((sum, part) => add(sum, part))
}
