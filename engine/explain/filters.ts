import type { Tensor } from '@tensorflow/tfjs-core'
import { layersByName } from '../../builder/graph'
import { EngineError } from '../engineError'
import type { Network } from '../network'
import { paintSigned } from '../pictures/paintSigned'
import type { Image } from '../requests'
import type { Evidence, Explanation } from './explanation'

/**
 * What does a convolution look for? Its kernels as pictures.
 *
 * Needs   a convolution, or a layer with one before it and nothing but layers of one input between; neither image, gradient nor
 *         target
 * Output  the weights as they are, negative ones among them, side by side: of kernels over one or three channels a tile each,
 *         in grey or colour where 0 is grey; of others a row a filter and a tile a channel, blue below 0 and red above. At most
 *         the first {@link MOST} filters and channels.
 * Cost    none
 * Source  Krizhevsky et al. 2012, ImageNet Classification with Deep Convolutional Neural Networks, figure 3
 */
export const filters: Explanation = {
  ...{ name: 'filters', title: 'Kernels', answers: 'What does the convolution look for?' },
  needs: 'layer',
  cost: () => ({ forwardPasses: 0, backwardPasses: 0 }),
  async run({ network, layer }): Promise<Evidence> {
    const { kernel, mixed } = findKernel(network, layer)
    const [height, width, channels, count] = kernel.shape as [number, number, number, number]
    const values = (await kernel.data()) as Float32Array
    const drawn = Math.min(count, MOST)
    const inColour = channels === 3 && mixed
    const perFilter = inColour || channels === 1 ? 1 : Math.min(channels, MOST)
    const columns = perFilter === 1 ? Math.ceil(Math.sqrt(drawn)) : perFilter
    const rows = perFilter === 1 ? Math.ceil(drawn / columns) : drawn
    const size = { height: rows * (height + 1) - 1, width: columns * (width + 1) - 1 }
    // Between the tiles, where there is no weight, 0 stands.
    const read = (y: number, x: number, channel?: number) => {
      const [row, column] = [Math.floor(y / (height + 1)), Math.floor(x / (width + 1))]
      const [top, left] = [y % (height + 1), x % (width + 1)]
      const filter = perFilter === 1 ? row * columns + column : row
      if (top === height || left === width || filter >= drawn) return 0
      const at = (depth: number) => values[((top * width + left) * channels + depth) * count + filter]
      if (channel !== undefined) return at(channel)
      return inColour ? (at(0) + at(1) + at(2)) / 3 : at(perFilter === 1 ? 0 : column)
    }
    const map = Float32Array.from({ length: size.height * size.width }, (_, i) =>
      read(Math.floor(i / size.width), i % size.width),
    )
    const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 2 ** -126)
    const picture = inColour
      ? colourPicture(size, (y, x, channel) => read(y, x, channel) / largest)
      : paintSigned(
          map.map(value => value / largest),
          size.width,
          size.height,
        )
    return { map, ...size, signed: true, picture, facts: { Filters: count, Channels: channels } }
  },
}

const MOST = 64

/** The kernel of the layer or of the nearest one before it, and whether its filters mix the channels. */
function findKernel(network: Network, name: string): { kernel: Tensor; mixed: boolean } {
  const layers = layersByName(network.graph)
  for (let layer = layers.get(name)!; ; layer = layers.get(layer.inputs[0].layer)!) {
    const { kernel, depthwiseKernel } = network.weightsOf(layer)
    if (kernel?.rank === 4) return { kernel, mixed: true }
    if (depthwiseKernel?.rank === 4) return { kernel: depthwiseKernel, mixed: false }
    if (layer.inputs.length !== 1) break
  }
  throw new EngineError(
    'not-explainable',
    `${name}: there are no kernels in it or right before it`,
    'Choose a convolution.',
  )
}

function colourPicture(
  { height, width }: { readonly height: number; readonly width: number },
  read: (y: number, x: number, channel: number) => number,
): Image {
  const data = new Uint8ClampedArray(4 * height * width).fill(255)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let channel = 0; channel < 3; channel++)
        data[4 * (y * width + x) + channel] = (255 * (read(y, x, channel) + 1)) / 2
  return { height, width, data }
}
