import { fill, type Tensor, tensor } from '@tensorflow/tfjs-core'
import type { Graph } from '../../builder/graph'
import { formatShape, type Shape } from '../../builder/shape'
import { EngineError } from '../engineError'
import { imageTensor } from '../image'
import { fitImage } from '../pictures/fitImage'
import type { FedInput, GeneratedNumbers, Image, Requests } from '../requests'
import { normalNumber } from '../weights/normalNumber'
import { randomNumbers } from '../weights/randomNumbers'
import { chosenInputs } from './chosenInputs'
import { imageInputs } from './imageInputs'
import { type NetworkInput, networkInputs } from './networkInputs'
import { preparation } from './preparation'

/**
 * What goes into each input of a network, by the input's name; pictures have the shape in which it sees them. Inputs for regions
 * are not among them, since the network proposes these itself.
 */
export type Feed = ReadonlyMap<string, Image | GeneratedNumbers>

/**
 * What goes into each input: what was told for it; else the picture, where it takes one; else random numbers.
 *
 * Throws {@link EngineError} `wrong-image` where no input takes a picture, or what was told does not fit.
 */
export function feedOf(graph: Graph, { image, feeds = {} }: Pick<Requests['predict'], 'image' | 'feeds'>): Feed {
  imageInputs(graph)
  const inputs = chosenInputs(graph)
  const stray = Object.keys(feeds).find(name => !inputs.some(input => input.name === name))
  if (stray !== undefined) {
    const action = `Its inputs are ${inputs.map(({ name }) => name).join(', ')}.`
    throw new EngineError('wrong-image', `${graph.name} has no input ${stray}`, action)
  }
  return new Map(
    inputs.map((input): readonly [string, Image | GeneratedNumbers] => {
      const { name, shape, takesImage } = input
      const given = Object.hasOwn(feeds, name) ? feeds[name] : takesImage ? image : 'noise'
      if (typeof given === 'string') return [name, checkGenerated(input, given)]
      if (takesImage) return [name, fitImage(given, shape, preparation(graph, name).preprocessing)]
      const message = `${name} takes ${formatShape(shape)} and no image of height×width×1 or ×3`
      throw new EngineError('wrong-image', message, 'Have its numbers generated.')
    }),
  )
}

/** The tensors of all inputs for one image. Whoever asked disposes of them. */
export function feedTensors(graph: Graph, feed: Feed): Record<string, Tensor> {
  const made: Record<string, Tensor> = {}
  try {
    for (const { name, shape } of chosenInputs(graph)) {
      const given = feed.get(name)!
      made[name] =
        typeof given === 'string'
          ? generated(name, shape, given)
          : imageTensor(given, shape, preparation(graph, name).preprocessing)
    }
    return made
  } catch (error) {
    for (const tensor of Object.values(made)) tensor.dispose()
    throw error
  }
}

/** What was fed, for people who look at the result. */
export function fedInputs(graph: Graph, feed: Feed, tensors: Readonly<Record<string, Tensor>>): FedInput[] {
  return networkInputs(graph).map(({ name }) => {
    const given = feed.get(name)
    const shape = tensors[name].shape.slice(1)
    if (given === undefined) return { name, shape, kind: 'regions' }
    if (typeof given === 'string') return { name, shape, kind: given }
    return { name, shape, kind: 'image', ...(preparation(graph, name).scalesOnly ? { scalesOnly: true } : {}) }
  })
}

const GENERATED: readonly GeneratedNumbers[] = ['noise', 'zeros', 'ones']

function checkGenerated({ name, shape }: NetworkInput, kind: GeneratedNumbers): GeneratedNumbers {
  if (!GENERATED.includes(kind)) {
    const message = `${name}: there are no generated numbers called ${kind}`
    throw new EngineError('wrong-image', message, `Choose ${GENERATED.join(', ')}, or an image.`)
  }
  if (shape.every(size => typeof size === 'number')) return kind
  const message = `${name} is ${formatShape(shape)}: numbers cannot be made for a size that is not known`
  throw new EngineError('unknown-size', message, 'Give the input a number for that size.')
}

/** Noise follows from the input's name alone, so that every run has the same. */
function generated(name: string, shape: Shape, kind: GeneratedNumbers): Tensor {
  const sizes = [1, ...shape.map(Number)]
  if (kind !== 'noise') return fill(sizes, kind === 'ones' ? 1 : 0)
  const next = randomNumbers(`input ${name}`)
  const count = sizes.reduce((product, size) => product * size, 1)
  return tensor(
    Float32Array.from({ length: count }, () => normalNumber(next)),
    sizes,
  )
}
