import { abs, dispose, slice, sub, sum, tensor4d, tidy } from '@tensorflow/tfjs-core'
import type { Layer } from '../../builder/graph'
import { EngineError } from '../engineError'
import type { Network } from '../network'
import type { NumberMap } from '../requests'
import type { Artefact } from './artefact'
import { countingChain, ownChain, PROBE } from './layerChain'
import { crop, factsOf } from './numbers'
import { windowSpan } from './windowSpan'

/** Multiply-adds from which on the network's own weights are left out: some seconds in WebAssembly. */
const MOST_MACS = 4e9

/**
 * The grid that dilated windows in a row see: what becomes of an image with a single bright pixel.
 *
 * Output  with every weight 1, by how many ways the pixel reaches each place within the window of the whole row: 0 where none
 *         leads, which by symmetry are the pixels that a place never sees. With its own weights and the layers between, by how much
 *         the pixel changes the answer to an image of zeros: absolute, summed over channels.
 * Cost    one forward pass of the row for two images
 * Error   {@link EngineError} `not-explainable` where the row reaches over more than {@link MOST_SPAN} places
 * Source  Wang et al. 2018, Understanding Convolution for Semantic Segmentation, §3.2, https://arxiv.org/abs/1702.08502
 */
export const gridding: Artefact = async (network, layers, channels, signal) => {
  const windows = layers.filter(layer => windowSpan(layer, 0) > 1 || windowSpan(layer, 1) > 1)
  const spans = [0, 1].map(axis => windows.reduce((span, layer) => span + windowSpan(layer, axis) - 1, 1))
  if (Math.max(...spans) > MOST_SPAN) {
    const message = `${layers.at(-1)!.name}: the row sees ${spans.join('×')} pixels, too many to be drawn`
    throw new EngineError('not-explainable', message, 'Use smaller dilation rates.')
  }
  // Windows without padding then give just what they reach.
  const size = [2 * spans[0] - 1, 2 * spans[1] - 1] as const
  const counting = countingChain(windows, size)
  const structure = footprint(await impulseAnswer(counting, windows.at(-1)!.name, [...size, 1], signal), spans)
  counting.dispose()
  const facts = factsOf(structure, structure)
  if (macsOf(windows, channels, size) > MOST_MACS) return { structure, facts }
  const chain = ownChain(network, layers, [...size, channels])
  const own = footprint(await impulseAnswer(chain, layers.at(-1)!.name, [...size, channels], signal), spans)
  chain.dispose()
  return { structure, own, facts }
}

const MOST_SPAN = 129

async function impulseAnswer(
  network: Network,
  layer: string,
  [height, width, channels]: readonly [number, number, number],
  signal?: AbortSignal,
): Promise<NumberMap> {
  const images = new Float32Array(2 * height * width * channels)
  const middle = Math.floor(height / 2) * width + Math.floor(width / 2)
  images.fill(1, (height * width + middle) * channels, (height * width + middle + 1) * channels)
  const probe = tensor4d(images, [2, height, width, channels])
  const outputs = await network.forward({ [PROBE]: probe }, new Set([layer]), signal)
  const [output] = outputs.get(layer)!
  const change = tidy(() => sum(abs(sub(slice(output, [1], [1]), slice(output, [0], [1]))), 3))
  const values = (await change.data()) as Float32Array<ArrayBuffer>
  dispose([probe, change, ...[...outputs.values()].flat()])
  return { height: output.shape[1]!, width: output.shape[2]!, values }
}

/** What the row reaches from the middle: the middle of its answer, however much padding is around. */
function footprint(map: NumberMap, [rows, columns]: readonly number[]): NumberMap {
  const [top, left] = [Math.floor((map.height - rows) / 2), Math.floor((map.width - columns) / 2)]
  return crop(map, { top, left, bottom: top + rows, right: left + columns })
}

function macsOf(windows: readonly Layer[], channels: number, [height, width]: readonly [number, number]): number {
  let [macs, before] = [0, channels]
  for (const { options } of windows) {
    const [rows, columns] = (options.kernelSize ?? [1, 1]) as readonly [number, number]
    const filters = (options.filters as number | undefined) ?? before
    macs += (2 * height * width * rows * columns * before * filters) / ((options.groups as number | undefined) ?? 1)
    before = filters
  }
  return macs
}
