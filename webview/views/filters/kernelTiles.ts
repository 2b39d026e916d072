import type { KernelTiles, LayerKernels } from '../../../engine/requests'
import { formatCount, formatNumber } from '../../format'
import type { FiltersState } from '../../state'
import { strings } from '../../strings/strings'
import { ALARM, coloursOfLevels } from '../tiles/colours'
import { signedColour } from '../tiles/signedColours'
import type { Tiles } from '../tiles/tileView'

/** How long a small window's longer side should be on the screen: less than a map's, since there are many and little in each. */
const SIDE = 56

/** The filters of a layer as tiles. `blueFirst` says that the first of three colours is blue. */
export function kernelTiles(
  kernels: LayerKernels,
  picture: KernelTiles,
  { order, range }: Pick<FiltersState, 'order' | 'range'>,
  blueFirst: boolean,
): Tiles {
  const { width, height, view } = kernels
  const size = width * height
  const depth = view.of === 'colours' ? 3 : 1
  const paintPlace = painter(kernels, picture, blueFirst)
  return {
    ...{ tileWidth: width, tileHeight: height, side: SIDE },
    order: filterOrder(kernels, order).filter(filter => filter < picture.drawn),
    paint(filter, pixels, start, stride) {
      const largest = range === 'layer' ? scaleOf(kernels, picture) : scaleOf(kernels, picture, filter)
      for (let place = 0; place < size; place++) {
        const at = start + Math.floor(place / width) * stride + (place % width)
        pixels[at] = paintPlace((filter * size + place) * depth, largest)
      }
    },
    mark: filter =>
      kernels.filters[filter].notFinite > 0 ? 'broken' : kernels.filters[filter].dead ? 'dead' : undefined,
    readout: filter => filterTold(kernels, filter),
  }
}

/** All filters by number, or those with the largest norm first. */
export function filterOrder({ filters }: Pick<LayerKernels, 'filters'>, order: FiltersState['order']): number[] {
  const numbers = filters.map((_, filter) => filter)
  return order === 'filter' ? numbers : numbers.sort((a, b) => filters[b].norm - filters[a].norm)
}

/** The number with the strongest colour: of one filter, or of the whole layer. */
export function scaleOf(
  { filters, largest, view, width, height }: LayerKernels,
  { values }: Pick<KernelTiles, 'values'>,
  filter?: number,
): number {
  if (view.of !== 'norm') return filter === undefined ? largest : Math.max(-filters[filter].min, filters[filter].max)
  const size = width * height
  const shown = filter === undefined ? values : values.subarray(filter * size, (filter + 1) * size)
  return shown.reduce((most, value) => (Number.isFinite(value) ? Math.max(most, value) : most), 0)
}

function painter(
  { view }: LayerKernels,
  { values }: KernelTiles,
  blueFirst: boolean,
): (at: number, largest: number) => number {
  if (view.of === 'colours') {
    const [red, blue] = blueFirst ? [2, 0] : [0, 2]
    return (at, largest) => colourOf(values[at + red], values[at + 1], values[at + blue], largest)
  }
  if (view.of !== 'norm') return (at, largest) => signedColour(values[at], largest)
  const palette = coloursOfLevels('viridis')
  return (at, largest) =>
    Number.isFinite(values[at]) ? palette[largest > 0 ? Math.round((254 * values[at]) / largest) : 0] : ALARM
}

/** Zero is the middle of each colour. */
function colourOf(red: number, green: number, blue: number, largest: number): number {
  if (![red, green, blue].every(Number.isFinite)) return ALARM
  const level = (value: number) => (largest > 0 ? Math.round(127.5 + (127.5 * value) / largest) : 128)
  return (level(red) | (level(green) << 8) | (level(blue) << 16) | (255 << 24)) >>> 0
}

/** What there is to say of one filter, in a line. */
export function filterTold({ filters, groups, channels, makesOutput }: LayerKernels, filter: number): string {
  const texts = strings.filters
  const { min, max, norm, dead, notFinite, twin } = filters[filter]
  const parts = dead
    ? [texts.deadFilter]
    : [`${formatNumber(min)} … ${formatNumber(max)}`, texts.normOf(formatNumber(norm))]
  if (notFinite > 0) parts.push(texts.notFiniteAt(formatCount(notFinite)))
  if (twin !== undefined) parts.push(texts.sameAs(String(twin)))
  if (groups > 1) {
    const first = Math.floor((filter * groups) / filters.length) * channels
    parts.push(
      channels === 1
        ? texts.seesChannel(String(first))
        : texts.seesChannels(String(first), String(first + channels - 1)),
    )
  }
  const name = makesOutput ? texts.filter(String(filter)) : texts.step(String(filter))
  return strings.activations.told(name, parts.join(strings.activations.comma))
}
