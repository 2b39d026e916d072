import type { FilterStatistics, KernelMatrix, KernelTiles, KernelView, LayerKernels } from '../requests'
import type { Kernel } from './kernelsOf'
import { type KernelSizes, readKernel, sizesOf } from './readKernel'

/**
 * What do the filters of a layer look for? Their weights as pictures, and numbers of each filter.
 *
 * Output  statistics, exact. Tiles of the first filters that find room in {@link MOST_NUMBERS}; or a matrix of at most
 *         {@link MOST_ROWS} × {@link MOST_COLUMNS} cells. A view that does not suit the filters becomes the one that suits best.
 * Source  Krizhevsky et al. 2012, ImageNet Classification with Deep Convolutional Neural Networks, figure 3
 */
export async function layerKernels(
  kernel: Kernel,
  wanted?: KernelView,
  signal?: AbortSignal,
): Promise<Omit<LayerKernels, 'layer' | 'weights' | 'trained'>> {
  const sizes = sizesOf(kernel)
  const { filters: count, ...seen } = sizes
  const views = viewsOf(sizes)
  const view = wanted !== undefined && suits(wanted, views, sizes) ? wanted : firstView(views[0])
  const statistics = new Statistics(count)
  const picture = view.of === 'matrix' ? new Matrix(sizes) : new Tiles(sizes, view)
  await readKernel(
    kernel,
    (value, filter, channel, row, column) => {
      statistics.take(value, filter)
      picture.take(value, filter, channel, row, column)
    },
    signal,
  )
  const filters = statistics.read(sizes.height * sizes.width * sizes.channels)
  const largest = filters.reduce((most, { min, max }) => Math.max(most, -min, max), 0)
  const { weight, groups, makesOutput } = kernel
  return { weight, ...seen, groups, makesOutput, view, views, filters, largest, picture: picture.read() }
}

/** The best first. */
function viewsOf({ height, width, channels }: KernelSizes): KernelView['of'][] {
  const isPoint = height * width === 1
  const others: KernelView['of'][] = channels > 1 && !isPoint ? ['norm', 'channel'] : ['channel']
  if (isPoint) return channels === 3 ? ['matrix', 'colours'] : ['matrix']
  return channels === 3 ? ['colours', ...others] : others
}

function suits(view: KernelView, views: readonly KernelView['of'][], { channels }: KernelSizes): boolean {
  if (!views.includes(view.of)) return false
  return view.of !== 'channel' || (Number.isInteger(view.channel) && view.channel >= 0 && view.channel < channels)
}

function firstView(of: KernelView['of']): KernelView {
  return of === 'channel' ? { of, channel: 0 } : { of }
}

/** Four megabytes. */
const MOST_NUMBERS = 2 ** 20

class Tiles {
  private readonly drawn: number
  private readonly depth: number
  /** Of a norm, the sums of squares. */
  private readonly values: Float64Array

  constructor(
    private readonly sizes: KernelSizes,
    private readonly view: KernelView,
  ) {
    const { height, width, filters } = sizes
    this.depth = view.of === 'colours' ? 3 : 1
    this.drawn = Math.min(filters, Math.max(1, Math.floor(MOST_NUMBERS / (height * width * this.depth))))
    this.values = new Float64Array(this.drawn * height * width * this.depth)
  }

  take(value: number, filter: number, channel: number, row: number, column: number): void {
    const { view, depth } = this
    if (filter >= this.drawn || (view.of === 'channel' && channel !== view.channel)) return
    const { height, width } = this.sizes
    const at = ((filter * height + row) * width + column) * depth + (view.of === 'colours' ? channel : 0)
    if (view.of === 'norm') this.values[at] += value * value
    else this.values[at] = value
  }

  read(): KernelTiles {
    const { view, values } = this
    return {
      kind: 'tiles',
      drawn: this.drawn,
      values: Float32Array.from(values, view.of === 'norm' ? Math.sqrt : same),
    }
  }
}

/** More than that no screen shows. */
const MOST_ROWS = 512
const MOST_COLUMNS = 1024

class Matrix {
  private readonly rows: number
  private readonly columns: number
  private readonly filtersEach: number
  private readonly channelsEach: number
  private readonly values: Float32Array<ArrayBuffer>

  constructor({ filters, channels }: KernelSizes) {
    this.filtersEach = Math.ceil(filters / MOST_ROWS)
    this.channelsEach = Math.ceil(channels / MOST_COLUMNS)
    this.rows = Math.ceil(filters / this.filtersEach)
    this.columns = Math.ceil(channels / this.channelsEach)
    this.values = new Float32Array(this.rows * this.columns)
  }

  take(value: number, filter: number, channel: number): void {
    const row = Math.floor(filter / this.filtersEach)
    const at = row * this.columns + Math.floor(channel / this.channelsEach)
    // What is no number must be seen, whatever else is in the cell.
    if (!(Math.abs(value) <= Math.abs(this.values[at])) && !Number.isNaN(this.values[at])) this.values[at] = value
  }

  read(): KernelMatrix {
    const { rows, columns, filtersEach, channelsEach, values } = this
    return { kind: 'matrix', rows, columns, filtersEach, channelsEach, values }
  }
}

class Statistics {
  private readonly least: Float64Array
  private readonly most: Float64Array
  private readonly sums: Float64Array
  private readonly squares: Float64Array
  private readonly broken: Uint32Array
  /** Of the bits of all weights, twice in different ways: filters with equal ones are the same. */
  private readonly hashes: Uint32Array

  constructor(private readonly count: number) {
    this.least = new Float64Array(count).fill(Infinity)
    this.most = new Float64Array(count).fill(-Infinity)
    this.sums = new Float64Array(count)
    this.squares = new Float64Array(count)
    this.broken = new Uint32Array(count)
    this.hashes = new Uint32Array(2 * count)
  }

  take(value: number, filter: number): void {
    if (!Number.isFinite(value)) {
      this.broken[filter]++
      return
    }
    if (value < this.least[filter]) this.least[filter] = value
    if (value > this.most[filter]) this.most[filter] = value
    this.sums[filter] += value
    this.squares[filter] += value * value
    // Minus zero is the same weight as zero.
    float[0] = value + 0
    this.hashes[2 * filter] = Math.imul(this.hashes[2 * filter] ^ bits[0], 0x01000193) + 1
    this.hashes[2 * filter + 1] = Math.imul(this.hashes[2 * filter + 1] + bits[0], 0x9e3779b1) ^ (bits[0] >>> 15)
  }

  /** `size` weights make a filter. */
  read(size: number): FilterStatistics[] {
    const first = new Map<string, number>()
    return Array.from({ length: this.count }, (_, filter) => {
      const notFinite = this.broken[filter]
      const finite = size - notFinite
      const [min, max] = finite === 0 ? [0, 0] : [this.least[filter], this.most[filter]]
      const dead = notFinite === 0 && min === 0 && max === 0
      const key = [min, max, this.sums[filter], this.hashes[2 * filter], this.hashes[2 * filter + 1]].join()
      const twin = dead || notFinite > 0 ? undefined : first.get(key)
      if (!dead && notFinite === 0 && twin === undefined) first.set(key, filter)
      return {
        ...{ min, max, mean: finite === 0 ? 0 : this.sums[filter] / finite, norm: Math.sqrt(this.squares[filter]) },
        ...{ dead, notFinite, ...(twin === undefined ? {} : { twin }) },
      }
    })
  }
}

const same = (value: number) => value

const float = new Float32Array(1)
const bits = new Uint32Array(float.buffer)
