import { abs, dispose, ones, reshape, sum, tensor4d, tidy } from '@tensorflow/tfjs-core'
import type { Network } from '../network'
import type { NumberMap } from '../requests'
import type { Artefact } from './artefact'
import { countingChain, ownChain, PROBE } from './layerChain'
import { factsOf } from './numbers'
import { windowSpan } from './windowSpan'

/** So many images, each with one bright pixel, are run at once. */
const AT_ONCE = 64

/**
 * How often a strided window reads each place of its map: the sum of what comes out where that place alone is bright.
 *
 * Output  with every weight 1, the number of windows that read a place (of an average, their shares): 0 where none does. With
 *         its own weights, by how much the sum of all outputs changes with the place: the absolute gradient, summed over channels.
 *         The map is a smaller one, which the windows fit as they fit the layer's own: a border counts the same.
 * Cost    a forward pass of the layer a place, and one backward pass
 * Source  Alsallakh et al. 2021, Mind the Pad: CNNs Can Develop Blind Spots, §3, https://arxiv.org/abs/2010.02178
 */
export const readings: Artefact = async (network, [layer], channels, signal, [rows, columns]) => {
  const [height, width] = [
    likeSize(rows, windowSpan(layer, 0), strideOf(layer.options, 0)),
    likeSize(columns, windowSpan(layer, 1), strideOf(layer.options, 1)),
  ]
  const counting = countingChain([layer], [height, width])
  const structure = await sumsOfImpulses(counting, layer.name, height, width, signal)
  counting.dispose()
  // So far from the border its padding is felt.
  const band = [0, 1].map(axis => Math.max(1, windowSpan(layer, axis) - 1)) as [number, number]
  const facts = factsOf(structure, structure, band)
  if (Object.keys(network.weightsOf(layer)).length === 0) return { structure, facts }
  const chain = ownChain(network, [layer], [height, width, channels])
  const own = await gradientOfSum(chain, layer.name, [height, width, channels], signal)
  chain.dispose()
  return { structure, own, facts }
}

function strideOf({ strides }: Readonly<Record<string, unknown>>, axis: number): number {
  return (strides as readonly number[])[axis]
}

/** A small size that windows of this span and stride fit as they fit the given one; that one, where it is small. */
function likeSize(size: number | null, span: number, stride: number): number {
  const enough = 3 * Math.max(span, stride)
  if (size === null) return Math.ceil(enough / stride) * stride
  return size <= enough ? size : enough + ((((size - enough) % stride) + stride) % stride)
}

async function sumsOfImpulses(
  network: Network,
  layer: string,
  height: number,
  width: number,
  signal?: AbortSignal,
): Promise<NumberMap> {
  const places = height * width
  const values = new Float32Array(places)
  for (let first = 0; first < places; first += AT_ONCE) {
    const count = Math.min(AT_ONCE, places - first)
    const images = new Float32Array(count * places)
    for (let i = 0; i < count; i++) images[i * places + first + i] = 1
    const probe = tensor4d(images, [count, height, width, 1])
    const outputs = await network.forward({ [PROBE]: probe }, new Set([layer]), signal)
    const sums = tidy(() => sum(reshape(outputs.get(layer)![0], [count, -1]), 1))
    values.set(await sums.data(), first)
    dispose([probe, sums, ...[...outputs.values()].flat()])
  }
  return { height, width, values }
}

async function gradientOfSum(
  network: Network,
  layer: string,
  [height, width, channels]: readonly [number, number, number],
  signal?: AbortSignal,
): Promise<NumberMap> {
  const probe = ones([1, height, width, channels])
  const target = { layer, output: 0 }
  const seed = (output: { shape: number[] }) => ones(output.shape)
  const { activations, gradients } = await network.gradients({ [PROBE]: probe }, target, seed, new Set([PROBE]), signal)
  const strength = tidy(() => sum(abs(gradients.get(PROBE)![0]), 3))
  const values = (await strength.data()) as Float32Array<ArrayBuffer>
  dispose([probe, strength, ...[...activations.values(), ...gradients.values()].flat()])
  return { height, width, values }
}
