import {
  add,
  avgPool,
  cast,
  div,
  equal,
  max,
  mean,
  min,
  pad,
  reshape,
  slice,
  stack,
  sub,
  type Tensor,
  type Tensor3D,
  type Tensor4D,
  tidy,
  transpose,
} from '@tensorflow/tfjs-core'
import { paint } from '../colorMap'
import type { ActivationMaps } from '../requests'

/**
 * What does each channel of a layer respond to? Its output for one image, one tile a channel.
 *
 * Needs   any layer's output, [1, height, width, channels] or [1, units]; no gradient
 * Output  statistics of every channel, exact; the first `limit` channels in viridis, from minimum to maximum of the
 *         channel or of the layer. A channel that is the same everywhere is drawn in the darkest colour. Montages of more
 *         than {@link MOST_PIXELS} are shrunk by averaging.
 * Cost    one forward pass as far as the layer
 * Source  Zeiler and Fergus 2014, Visualizing and Understanding Convolutional Networks, §4
 */
export async function activationMaps(
  output: Tensor,
  limit: number,
  range: 'channel' | 'layer',
): Promise<Omit<ActivationMaps, 'layer' | 'trained'>> {
  const shape = output.shape.slice(1)
  const [height, width, channels] = shape.length === 3 ? shape : [1, 1, shape.reduce((a, b) => a * b, 1)]
  const drawn = Math.min(channels, Math.max(1, Math.floor(limit)))
  const columns = Math.ceil(Math.sqrt(drawn))
  const rows = Math.ceil(drawn / columns)
  const shrink = Math.ceil(Math.sqrt((rows * height * columns * width) / MOST_PIXELS))
  const [tileHeight, tileWidth] = [Math.ceil(height / shrink), Math.ceil(width / shrink)]
  const [montage, statistics] = tidy(() => {
    const maps = reshape(output, [height, width, channels]) as Tensor3D
    const least = min(maps, [0, 1])
    const most = max(maps, [0, 1])
    const statistics = stack([least, most, mean(maps, [0, 1])])
    const [from, to] = range === 'channel' ? [slice(least, 0, drawn), slice(most, 0, drawn)] : [min(least), max(most)]
    const scaled = scaleToOne(slice(maps, [0, 0, 0], [height, width, drawn]), from, to)
    const tiles = shrink === 1 ? scaled : shrinkTiles(scaled, shrink)
    return [arrange(tiles, rows, columns), statistics]
  })
  try {
    const [pixels, numbers] = await Promise.all([montage.data(), statistics.data()])
    return {
      shape,
      channels: Array.from({ length: channels }, (_, channel) => {
        const [min, max, mean] = [0, 1, 2].map(row => numbers[row * channels + channel])
        return { min, max, mean, dead: min === 0 && max === 0 }
      }),
      montage: paint(pixels as Float32Array, columns * tileWidth, rows * tileHeight),
      ...{ tileWidth, tileHeight, columns, drawn },
    }
  } finally {
    montage.dispose()
    statistics.dispose()
  }
}

/** Four megabytes as colours: what a panel can be sent without a hitch. */
const MOST_PIXELS = 2 ** 20

/** 0…1; a span of nothing is divided by 1 instead, which gives 0 everywhere. */
function scaleToOne(maps: Tensor3D, from: Tensor, to: Tensor): Tensor3D {
  const span = sub(to, from)
  return div(sub(maps, from), add(span, cast(equal(span, 0), 'float32')))
}

function shrinkTiles(maps: Tensor3D, factor: number): Tensor3D {
  return avgPool(maps, factor, factor, 'same') as Tensor3D
}

/** [height, width, channels] → [rows · height, columns · width], channel by channel; what is left over stays empty. */
function arrange(maps: Tensor3D, rows: number, columns: number): Tensor {
  const [height, width, channels] = maps.shape
  const tiles = pad(transpose(maps, [2, 0, 1]) as Tensor3D, [
    [0, rows * columns - channels],
    [0, 0],
    [0, 0],
  ])
  const grid = transpose(reshape(tiles, [rows, columns, height, width]) as Tensor4D, [0, 2, 1, 3])
  return reshape(grid, [rows * height, columns * width])
}
