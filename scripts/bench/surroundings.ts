/** Blocks that the models are made of. */
export const BLOCKS = `import type { Tensor } from 'convolens'

export interface BlockOptions {
  strides?: number
  expansion?: number
}

/** A convolution without bias and its normalisation. */
export function convolve(x: Tensor, filters: number, side: number, { strides = 1 }: BlockOptions = {}): Tensor {
  return x.conv2d(filters, side, { strides, padding: 'same', useBias: false }).batchNorm()
}

/** Normalisation and activation come first, as in ResNet-v2 and DenseNet. */
export function preactivated(x: Tensor, filters: number, side: number): Tensor {
  return x.batchNorm().relu().conv2d(filters, side, { padding: 'same', useBias: false })
}

/** He et al. 2016, figure 5, right. */
export function bottleneck(x: Tensor, width: number, { strides = 1, expansion = 4 }: BlockOptions = {}): Tensor {
  const channels = width * expansion
  const shortcut = strides === 1 && x.channels === channels ? x : convolve(x, channels, 1, { strides })
  const narrow = convolve(x, width, 1).relu()
  const seen = convolve(narrow, width, 3, { strides }).relu()
  return convolve(seen, channels, 1).add(shortcut).relu()
}
`

/** A file that rests on the model. */
export const TRAIN = `import network from './model'

export interface Epoch {
  readonly number: number
  readonly loss: number
}

export async function train(epochs: number, step: (batch: number) => Promise<number>): Promise<Epoch[]> {
  const history: Epoch[] = []
  for (let number = 1; number <= epochs; number++) {
    let sum = 0
    for (let batch = 0; batch < 100; batch++) sum += await step(batch)
    history.push({ number, loss: sum / 100 })
  }
  console.log(network.name, history.at(-1)?.loss)
  return history
}
`

/** Code of the kind that stands beside a model: descriptions of images. */
export function table(part: number): string {
  const rows = Array.from(
    { length: 88 },
    (_, row) => `  { file: 'part${part}/${row}.png', label: ${(row * 7) % 10}, weight: ${((row * 13) % 100) / 100} },`,
  )
  return `export interface Sample {
  readonly file: string
  readonly label: number
  readonly weight: number
}

export const samples: readonly Sample[] = [
${rows.join('\n')}
]

export const labels${part} = new Map(samples.map(({ file, label }) => [file, label]))
`
}

/** Code of the kind that stands beside a model: arithmetic on images. */
export function routines(part: number): string {
  const functions = Array.from(
    { length: 10 },
    (_, index) => `
export function adjust${index}(pixels: Float32Array, amount = ${index + 1}): Float32Array {
  const result = new Float32Array(pixels.length)
  for (let at = 0; at < pixels.length; at++) {
    const value = pixels[at] * amount + ${part}
    result[at] = value > 255 ? 255 : value < 0 ? 0 : value
  }
  return result
}`,
  )
  return `import { samples } from './part${part - 1}'\n${functions.join('\n')}\n\nexport const weights = samples.map(({ weight }) => weight)\n`
}
