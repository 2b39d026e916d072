export interface Picture {
  /** Row by row, the channels of a pixel side by side. */
  readonly values: ArrayLike<number>
  readonly height: number
  readonly width: number
  readonly channels: number
}

/**
 * Fills the removed pixels so that each is the weighted mean of its eight neighbours, as far as they lie in the image: those beside
 * it count twice as much as those at its corners. At least one pixel must be kept.
 *
 * The system is symmetric and positive definite, and is solved by conjugate gradients to a millionth of its right side.
 *
 * Source  Rong et al. 2022, A Consistent and Efficient Evaluation Strategy for Attribution Methods, §4.2 and appendix,
 *         https://arxiv.org/abs/2202.00449, without the noise
 */
export function imputeLinearly({ values, height, width, channels }: Picture, removed: Uint8Array): Float32Array {
  const filled = Float32Array.from(values)
  const unknown = [...removed.keys()].filter(pixel => removed[pixel] !== 0)
  const neighbours = unknown.map(pixel => neighboursOf(pixel, height, width))
  const place = new Map(unknown.map((pixel, index) => [pixel, index]))
  const diagonal = neighbours.map(around => around.reduce((sum, { weight }) => sum + weight, 0))
  const apply = (x: Float64Array) =>
    Float64Array.from(x, (value, index) =>
      neighbours[index].reduce((sum, { pixel, weight }) => {
        const other = place.get(pixel)
        return other === undefined ? sum : sum - weight * x[other]
      }, diagonal[index] * value),
    )
  for (let channel = 0; channel < channels; channel++) {
    const known = Float64Array.from(neighbours, around =>
      around.reduce(
        (sum, { pixel, weight }) => (removed[pixel] === 0 ? sum + weight * values[pixel * channels + channel] : sum),
        0,
      ),
    )
    const solved = conjugateGradients(apply, known)
    for (const [index, pixel] of unknown.entries()) filled[pixel * channels + channel] = solved[index]
  }
  return filled
}

const BESIDE = 1 / 6
const CORNER = 1 / 12

function neighboursOf(pixel: number, height: number, width: number): { pixel: number; weight: number }[] {
  const [y, x] = [Math.floor(pixel / width), pixel % width]
  const found: { pixel: number; weight: number }[] = []
  for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++)
    for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++)
      if (row !== y || column !== x)
        found.push({ pixel: row * width + column, weight: row === y || column === x ? BESIDE : CORNER })
  return found
}

/** Solves `apply(x) = right`, where that is symmetric and positive definite (Hestenes and Stiefel 1952). */
function conjugateGradients(apply: (x: Float64Array) => Float64Array, right: Float64Array): Float64Array {
  const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, i) => sum + value * b[i], 0)
  const x = new Float64Array(right.length)
  const rest = right.slice()
  const direction = right.slice()
  let length = dot(rest, rest)
  const enough = length * 1e-12
  for (let round = 0; round < MOST_ROUNDS && length > enough; round++) {
    const image = apply(direction)
    const step = length / dot(direction, image)
    for (let i = 0; i < x.length; i++) {
      x[i] += step * direction[i]
      rest[i] -= step * image[i]
    }
    const next = dot(rest, rest)
    for (let i = 0; i < x.length; i++) direction[i] = rest[i] + (next / length) * direction[i]
    length = next
  }
  return x
}

const MOST_ROUNDS = 2000
