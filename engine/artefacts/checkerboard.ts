import { dispose, slice, sub, tensor4d, tidy } from '@tensorflow/tfjs-core'
import type { Layer } from '../../builder/graph'
import type { Network } from '../network'
import type { NumberMap } from '../requests'
import type { Artefact } from './artefact'
import { countingChain, ownChain, PROBE } from './layerChain'
import { crop, factsOf } from './numbers'

/**
 * The checkerboard of a transposed convolution: what it makes of an image that is 1 everywhere.
 *
 * Output  with every weight 1, from how many inputs each place of the output is summed: the same everywhere away from the border
 *         if, and only if, the window is a multiple of the stride. With its own weights, less what it makes of an image of
 *         zeros, the channel that varies most against its size.
 * Cost    one forward pass of the layer for two small images
 * Source  Odena, Dumoulin and Olah 2016, Deconvolution and Checkerboard Artifacts,
 *         https://distill.pub/2016/deconv-checkerboard
 */
export const checkerboard: Artefact = async (network, [layer], channels, signal) => {
  const [windows, strides] = [layer.options.kernelSize, layer.options.strides] as readonly (readonly number[])[]
  // Wide enough for three windows side by side, so that some part is away from both borders.
  const [height, width] = [0, 1].map(axis => Math.ceil((3 * windows[axis]) / strides[axis]) + 4)
  const counting = countingChain([layer], [height, width])
  const structure = (await answerOf(counting, layer, [height, width, 1], signal))[0]
  counting.dispose()
  const inner = {
    ...{ top: windows[0], left: windows[1] },
    ...{ bottom: structure.height - windows[0], right: structure.width - windows[1] },
  }
  const chain = ownChain(network, [layer], [height, width, channels])
  const maps = await answerOf(chain, layer, [height, width, channels], signal)
  chain.dispose()
  const channel = maps
    .map(map => variation(crop(map, inner)))
    .reduce((best, value, i, all) => (value > all[best] ? i : best), 0)
  return { structure, own: maps[channel], channel, facts: factsOf(structure, crop(structure, inner)) }
}

/** What a layer adds to its answer to zeros where it sees ones: a map a channel. */
async function answerOf(
  network: Network,
  { name }: Layer,
  size: readonly [number, number, number],
  signal?: AbortSignal,
): Promise<NumberMap[]> {
  const length = size.reduce((product, side) => product * side, 1)
  const probe = tensor4d(new Float32Array(2 * length).fill(1, length), [2, ...size])
  const outputs = await network.forward({ [PROBE]: probe }, new Set([name]), signal)
  const [output] = outputs.get(name)!
  const [, height, width, channels] = output.shape as [number, number, number, number]
  const answer = tidy(() => sub(slice(output, [1], [1]), slice(output, [0], [1])))
  const values = await answer.data()
  dispose([probe, answer, ...[...outputs.values()].flat()])
  return Array.from({ length: channels }, (_, channel) => ({
    ...{ height, width },
    values: Float32Array.from({ length: height * width }, (_, i) => values[i * channels + channel]),
  }))
}

/** How far apart its numbers are, against how large they are; 0 where all are the same. */
function variation({ values }: NumberMap): number {
  const [least, most] = [Math.min(...values), Math.max(...values)]
  return most === least ? 0 : (most - least) / (Math.abs(most) + Math.abs(least))
}
