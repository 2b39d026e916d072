import { graphCosts } from '../../../builder/costs'
import { receptiveFields } from '../../../builder/receptiveField'
import type { Draft, Part } from '../draft'
import {
  channelsOf,
  isConvolution,
  isHead,
  isMapOf,
  isVector,
  isWindow,
  MODEL,
  type Mutation,
  POOLS,
  RECTIFIERS,
  VECTORS,
} from '../mutation'

/** Damages to the way from the last map to the scores, and to what a network sees of its image. */
export const headMutations: readonly Mutation[] = [
  {
    rule: 'dense-on-map',
    does: 'leaves out what brings the map to a vector before the dense layers',
    where: (part, draft) =>
      draft.info.task === 'classification' &&
      VECTORS.has(part.kind) &&
      isMapOf(draft.shapeInto(part), 2) &&
      leadsToDense(part, draft) &&
      onlyWay(part, draft),
    damage(part, draft) {
      const places = draft.parts.filter(({ kind }) => kind === 'dense').map(({ name }) => name)
      draft.remove(part)
      return places
    },
  },
  {
    rule: 'dense-dominates',
    does: 'flattens the last map where it was averaged',
    where(part, draft) {
      const [reader] = draft.readers(part)
      if (part.kind !== 'globalAveragePool2d' || !reader || !isHead(reader, draft)) return false
      const [height, width, channels] = draft.shapeInto(part).map(Number)
      const weights = height * width * channels * Number(reader.options.units)
      const { trainable } = graphCosts(draft.finished().graph).parameters
      return weights > 500_000 && weights > Number(trainable)
    },
    damage(part, draft) {
      const [reader] = draft.readers(part)
      draft.become(part, 'flatten')
      return [reader.name]
    },
  },
  {
    rule: 'unfaithful-grad-cam',
    does: 'puts two dense layers behind the flattened map',
    where: (part, draft) => part.kind === 'globalAveragePool2d' && isHead(draft.readers(part)[0] ?? part, draft),
    damage(part, draft) {
      draft.become(part, 'flatten')
      const hidden = draft.insertAfter(part, 'dense', { units: 2048 })
      draft.insertAfter(draft.named(hidden), 'relu')
      return [part.name]
    },
  },
  {
    rule: 'narrow-head',
    does: 'puts a dense layer of four units before the scores',
    where: (part, draft) => isHead(part, draft) && Number(part.options.units) > 8,
    damage(part, draft) {
      const narrow = draft.insertBefore(part, 'dense', { units: 4 })
      draft.insertBefore(part, 'relu')
      return [narrow]
    },
  },
  {
    rule: 'labels-mismatch',
    does: 'names three classes of a network for more',
    where: (part, draft) => isHead(part, draft) && Number(part.options.units) > 3,
    damage(part, draft) {
      draft.info = { ...draft.info, labels: ['cat', 'dog', 'horse'] }
      return [part.name, MODEL]
    },
  },
  {
    rule: 'small-receptive-field',
    does: 'averages an early map, and leaves out all layers between',
    where: (part, draft) => {
      const pooling = draft.parts.find(({ kind }) => kind === 'globalAveragePool2d')
      const head = pooling && draft.readers(pooling)[0]
      if (!pooling || !head || !isHead(head, draft) || !RECTIFIERS.has(part.kind)) return false
      const image = draft.parts[0].outputShapes[0].map(Number)
      return image[0] >= 32 && draft.inputs.length === 1 && sees(part, draft) < image[0] / 2
    },
    damage(part, draft) {
      const pooling = draft.parts.find(({ kind }) => kind === 'globalAveragePool2d')!
      pooling.inputs = [{ layer: part.name, output: 0 }]
      return [pooling.name]
    },
  },
  {
    rule: 'no-downsampling',
    does: 'takes all poolings and strides out of a plain network that flattens its map',
    consequences: ['gridding', 'dense-dominates', 'small-receptive-field'],
    where: (part, draft) =>
      part === draft.parts[0] &&
      Number(part.outputShapes[0][0]) >= 32 &&
      draft.parts.every(({ inputs, kind }) => inputs.length < 2 && !/^(global|adaptive)/.test(kind)) &&
      draft.outputs.every(({ layer }) => isVector(draft.named(layer).outputShapes[0])) &&
      draft.parts.some(({ kind }) => kind === 'flatten') &&
      draft.parts.filter(each => isConvolution(each) && !isWindow(each, 1)).length >= 4,
    damage(_part, draft) {
      for (const pooling of draft.parts.filter(({ kind }) => POOLS.has(kind))) draft.remove(pooling)
      const convolutions = draft.parts.filter(isConvolution)
      for (const each of convolutions) draft.set(each, { strides: 1 })
      return convolutions.map(({ name }) => name)
    },
  },
  {
    rule: 'coarse-stem',
    does: 'puts the stem for photographs before a small image',
    consequences: ['window-larger-than-map', 'window-larger-than-input', 'dilation-beyond-map'],
    where: (part, draft) =>
      Number(draft.parts[0].outputShapes[0][0]) === 32 && isWindow(part, 3, 1) && draft.source(part).kind === 'input',
    damage(part, draft) {
      draft.set(part, { kernelSize: 7, strides: 2, padding: 'same' })
      draft.insertAfter(part, 'maxPool2d', { poolSize: 3, strides: 2, padding: 'same' })
      return [part.name]
    },
  },
  {
    rule: 'channel-order',
    does: 'puts the channels of the image first',
    consequences: [
      'adaptive-pool-enlarges',
      'dilation-beyond-map',
      'mismatched-merge',
      'window-larger-than-input',
      'window-larger-than-map',
    ],
    where: (part, draft) =>
      part.kind === 'input' && channelsOf(part.outputShapes[0]) === 3 && isWindowed(draft.readers(part), draft),
    damage(part, draft) {
      const [height, width, channels] = part.outputShapes[0]
      part.outputShapes = [[channels, height, width]]
      draft.set(part, { shape: [channels, height, width] })
      return [part.name]
    },
  },
]

function leadsToDense(part: Part, draft: Draft): boolean {
  return draft.readers(part).every(({ kind }) => kind === 'dense') && isVector(part.outputShapes[0])
}

/** Whether all that the network puts out comes this way. */
function onlyWay(part: Part, draft: Draft): boolean {
  for (let next: Part | undefined = part; ; next = draft.next(next)) {
    if (!next || next.inputs.length > 1) return false
    if (draft.isOutput(next)) return draft.outputs.length === 1
  }
}

function sees(part: Part, draft: Draft): number {
  const { graph, names } = draft.finished()
  const field = receptiveFields(graph).get(names.get(part.name)!)
  return field && !field.global && field.size[0] !== null ? field.size[0] : Number.POSITIVE_INFINITY
}

function isWindowed(readers: readonly Part[], draft: Draft): boolean {
  return readers.some(reader => isConvolution(reader) && !isWindow(reader, 1) && draft.inputs.length === 1)
}
