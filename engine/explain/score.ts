import { add, cast, div, equal, max, mul, sum, type Tensor, tensor, tidy, zerosLike } from '@tensorflow/tfjs-core'
import type { Edge, Graph } from '../../builder/graph'
import { EngineError } from '../engineError'
import { classSeed, countClasses, findLogits } from '../logits'
import type { Target } from '../requests'

/** The number that is explained, as a weighted sum of one layer's output. */
export interface Score {
  /** What is explained, for people. */
  readonly label: string
  /** Where the number is read: before the last activation. */
  readonly edge: Edge
  /** Where it is read as the network gives it: behind the last activation. An output of the same shape. */
  readonly output: Edge
  /** The gradient of every image's number with respect to the output at the edge, of that output's shape. */
  seed(output: Tensor): Tensor
}

/**
 * Makes a target a sum that can be computed and derived.
 *
 * Throws {@link EngineError} `unknown-class`, `unknown-layer` or `not-explainable` where the graph has no such thing; what
 * depends on the size of the image is found out by {@link Score.seed}.
 */
export function scoreOf(graph: Graph, target: Target): Score {
  switch (target.kind) {
    case 'class':
      return classScore(graph, target)
    case 'region':
      return regionScore(graph, target)
    case 'element':
      return elementScore(graph, target)
    case 'channel':
      return channelScore(graph, target)
  }
}

/** The numbers of all images, [images], from the output at {@link Score.edge} or {@link Score.output}. */
export function readScores(score: Score, output: Tensor): Tensor {
  const axes = output.shape.slice(1).map((_, axis) => axis + 1)
  return tidy(() => sum(mul(output, score.seed(output)), axes))
}

function classScore(graph: Graph, { class: index, output: of = 0, label }: Extract<Target, { kind: 'class' }>): Score {
  checkOutput(graph, of)
  checkClass(graph, index, of)
  const { edge, activated } = findLogits(graph, of)
  return {
    ...{ label: label ?? labelOf(graph, index, of), edge, output: activated },
    seed(output) {
      checkCount(index, countClasses(graph, output, of))
      return classSeed(graph, output, index, of)
    },
  }
}

function regionScore(graph: Graph, target: Extract<Target, { kind: 'region' }>): Score {
  const { class: index, output: of = 0, mask, width, height, label } = target
  checkOutput(graph, of)
  checkClass(graph, index, of)
  if (!(width >= 1 && height >= 1) || mask.length !== width * height) {
    const message = `the region says ${width}×${height} places but has ${mask.length}`
    throw new EngineError('not-explainable', message, 'Draw the region again.')
  }
  const { edge, activated } = findLogits(graph, of)
  return {
    ...{ label: label ?? labelOf(graph, index, of), edge, output: activated },
    seed(output) {
      if (output.rank !== 4) {
        const message = `${edge.layer}: its output has no places to choose a region of`
        throw new EngineError('not-explainable', message, 'Explain a class, or a segmentation network.')
      }
      const [images, rows, columns, classes] = output.shape as [number, number, number, number]
      checkCount(index, classes)
      const seed = new Float32Array(rows * columns * classes)
      for (let row = 0; row < rows; row++)
        for (let column = 0; column < columns; column++) {
          // The pixel of the mask at the centre of the place.
          const y = Math.floor(((row + 0.5) * height) / rows)
          const x = Math.floor(((column + 0.5) * width) / columns)
          if (mask[y * width + x] !== 0) seed[(row * columns + column) * classes + index] = 1
        }
      if (seed.every(value => value === 0)) {
        const message = `the region meets none of the ${rows}×${columns} places of ${edge.layer}`
        throw new EngineError('not-explainable', message, 'Draw a larger region.')
      }
      return forEveryImage(seed, output, images)
    },
  }
}

function elementScore(graph: Graph, target: Extract<Target, { kind: 'element' }>): Score {
  const { output: index, element, label } = target
  checkOutput(graph, index)
  const { edge, activated } = findLogits(graph, index)
  return {
    ...{ label: label ?? `number ${element} of ${graph.outputs[index].layer}`, edge, output: activated },
    seed(output) {
      const images = output.shape[0]
      const numbers = output.size / images
      if (!(Number.isInteger(element) && element >= 0 && element < numbers)) {
        const message = `${edge.layer}: its output has ${numbers} numbers, and none at ${element}`
        throw new EngineError('not-explainable', message, 'Choose a result of the network.')
      }
      const seed = new Float32Array(numbers)
      seed[element] = 1
      return forEveryImage(seed, output, images)
    },
  }
}

function channelScore(graph: Graph, target: Extract<Target, { kind: 'channel' }>): Score {
  const { layer: name, channel, at, label } = target
  const layer = graph.layers.find(candidate => candidate.name === name)
  if (layer === undefined)
    throw new EngineError('unknown-layer', `${graph.name} has no layer ${name}`, 'Select a layer of the model.')
  const channels = layer.outputShapes[0].at(-1)
  const edge = { layer: name, output: 0 }
  if (!Number.isInteger(channel) || channel < 0 || (typeof channels === 'number' && channel >= channels)) {
    const message = `${name} has ${channels} channels, and no channel ${channel}`
    throw new EngineError('not-explainable', message, 'Choose one of the channels.')
  }
  return {
    ...{ label: label ?? `channel ${channel} of ${name}`, edge, output: edge },
    seed(output) {
      const count = output.shape[output.rank - 1]
      const mask = tensor(
        Float32Array.from({ length: count }, (_, i) => (i === channel ? 1 : 0)),
        [...output.shape.slice(1).map(() => 1), count],
      )
      const all = add(zerosLike(output), mask)
      if (at === 'everywhere') return all
      // What other channels hold must not win: there the lowest number stands.
      const alone = add(mul(output, all), mul(add(mul(all, -1), 1), LOWEST))
      const places = output.shape.slice(1).map((_, axis) => axis + 1)
      const hits = mul(cast(equal(alone, max(alone, places, true)), 'float32'), all)
      // Of several equal maxima, each counts in part, so that the sum is their value.
      return div(hits, sum(hits, places, true))
    },
  }
}

/** Far below every activation, and far from overflow. */
const LOWEST = -1e30

function forEveryImage(seed: Float32Array, output: Tensor, images: number): Tensor {
  const one = tensor(seed, [1, ...output.shape.slice(1)])
  return images === 1 ? one : add(zerosLike(output), one)
}

function checkOutput(graph: Graph, index: number): void {
  if (Object.hasOwn(graph.outputs, index)) return
  const message = `${graph.name} has ${graph.outputs.length} outputs, and no output ${index}`
  throw new EngineError('not-explainable', message, 'Choose a result of the network.')
}

function checkClass(graph: Graph, index: number, of: number): void {
  const { layer, output } = graph.outputs[of]
  const classes = graph.layers.find(({ name }) => name === layer)!.outputShapes[output].at(-1)
  if (typeof classes === 'number') checkCount(index, classes)
}

function checkCount(index: number, classes: number): void {
  if (Number.isInteger(index) && index >= 0 && index < classes) return
  const message = `there is no class ${index}; the network tells ${classes} classes apart`
  throw new EngineError('unknown-class', message, 'Choose one of the classes.')
}

/** Of an output that is not the first, with the output's name. */
function labelOf({ info: { labels }, ...graph }: Graph, index: number, of: number): string {
  const { layer, output } = graph.outputs[of]
  const classes = graph.layers.find(({ name }) => name === layer)!.outputShapes[output].at(-1)
  const name = (labels?.length === classes && labels?.[index]) || String(index)
  return of === 0 ? name : `${name} of ${layer}`
}
