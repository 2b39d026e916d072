/**
 * Divides an image into about `count` connected patches of like colour: SLIC. The number of each pixel's patch, row by row.
 *
 * `colors` holds the pixels' colours, `channels` numbers each, in which equal steps look equal and 100 is from black to white
 * (CIELAB).
 *
 * Source  Achanta et al. 2012, SLIC Superpixels Compared to State-of-the-Art Superpixel Methods, algorithm 1 and §4,
 *         https://doi.org/10.1109/TPAMI.2012.120; compactness 10
 */
export function superpixels(
  colors: ArrayLike<number>,
  { height, width, channels, count }: { height: number; width: number; channels: number; count: number },
): Int32Array {
  const spacing = Math.max(1, Math.sqrt((height * width) / count))
  const centers = startingCenters(colors, height, width, channels, spacing)
  const labels = new Int32Array(height * width)
  for (let round = 0; round < ROUNDS; round++) {
    assign(colors, width, height, channels, centers, spacing, labels)
    moveCenters(colors, width, channels, centers, labels)
  }
  return connect(labels, height, width, (spacing * spacing) / 4)
}

const ROUNDS = 10
const COMPACTNESS = 10

/** Row and column, then the colour. */
type Center = number[]

/** On a regular grid, each moved to where the colour changes least among its neighbours, off edges and noise. */
function startingCenters(
  colors: ArrayLike<number>,
  height: number,
  width: number,
  channels: number,
  spacing: number,
): Center[] {
  const color = (y: number, x: number, channel: number) =>
    colors[(Math.min(height - 1, Math.max(0, y)) * width + Math.min(width - 1, Math.max(0, x))) * channels + channel]
  const change = (y: number, x: number) => {
    let sum = 0
    for (let channel = 0; channel < channels; channel++)
      sum +=
        (color(y, x + 1, channel) - color(y, x - 1, channel)) ** 2 +
        (color(y + 1, x, channel) - color(y - 1, x, channel)) ** 2
    return sum
  }
  const [rows, columns] = [height, width].map(side => Math.max(1, Math.round(side / spacing)))
  return Array.from({ length: rows * columns }, (_, i) => {
    const place = [
      ((Math.floor(i / columns) + 0.5) * height) / rows - 0.5,
      (((i % columns) + 0.5) * width) / columns - 0.5,
    ]
    const [y, x] = place.map(Math.round)
    let best = [y, x]
    for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++)
      for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++)
        if (change(row, column) < change(best[0], best[1])) best = [row, column]
    const moved = best[0] !== y || best[1] !== x
    return [
      ...(moved ? best : place),
      ...Array.from({ length: channels }, (_, channel) => color(best[0], best[1], channel)),
    ]
  })
}

/** Every pixel to the nearest centre, in colour and place, of those around. */
function assign(
  colors: ArrayLike<number>,
  width: number,
  height: number,
  channels: number,
  centers: readonly Center[],
  spacing: number,
  labels: Int32Array,
): void {
  const nearest = new Float64Array(height * width).fill(Number.POSITIVE_INFINITY)
  const reach = Math.ceil(2 * spacing)
  for (const [label, [row, column, ...color]] of centers.entries()) {
    const [top, left] = [Math.max(0, Math.floor(row) - reach), Math.max(0, Math.floor(column) - reach)]
    for (let y = top; y <= Math.min(height - 1, row + reach); y++)
      for (let x = left; x <= Math.min(width - 1, column + reach); x++) {
        const pixel = y * width + x
        let distance = ((y - row) ** 2 + (x - column) ** 2) * (COMPACTNESS / spacing) ** 2
        for (let channel = 0; channel < channels; channel++)
          distance += (colors[pixel * channels + channel] - color[channel]) ** 2
        if (distance >= nearest[pixel]) continue
        nearest[pixel] = distance
        labels[pixel] = label
      }
  }
}

function moveCenters(
  colors: ArrayLike<number>,
  width: number,
  channels: number,
  centers: Center[],
  labels: Int32Array,
): void {
  const sums = centers.map(() => new Float64Array(2 + channels))
  const counts = new Uint32Array(centers.length)
  for (const [pixel, label] of labels.entries()) {
    const sum = sums[label]
    sum[0] += Math.floor(pixel / width)
    sum[1] += pixel % width
    for (let channel = 0; channel < channels; channel++) sum[2 + channel] += colors[pixel * channels + channel]
    counts[label]++
  }
  for (const [label, sum] of sums.entries())
    if (counts[label] > 0) centers[label] = [...sum.map(v => v / counts[label])]
}

/** Numbers connected parts anew; those smaller than `least` pixels join the part before or above them. */
function connect(labels: Int32Array, height: number, width: number, least: number): Int32Array {
  const parts = new Int32Array(labels.length).fill(-1)
  let next = 0
  for (let first = 0; first < labels.length; first++) {
    if (parts[first] >= 0) continue
    const pixels = [first]
    parts[first] = next
    for (let i = 0; i < pixels.length; i++)
      for (const neighbour of neighbours(pixels[i], height, width))
        if (parts[neighbour] < 0 && labels[neighbour] === labels[first]) {
          parts[neighbour] = next
          pixels.push(neighbour)
        }
    const before = neighbours(first, height, width).find(pixel => pixel < first)
    if (pixels.length >= least || before === undefined) next++
    else for (const pixel of pixels) parts[pixel] = parts[before]
  }
  return parts
}

function neighbours(pixel: number, height: number, width: number): number[] {
  const [y, x] = [Math.floor(pixel / width), pixel % width]
  return [
    ...(y > 0 ? [pixel - width] : []),
    ...(x > 0 ? [pixel - 1] : []),
    ...(x < width - 1 ? [pixel + 1] : []),
    ...(y < height - 1 ? [pixel + width] : []),
  ]
}
