import type { Draft, Part } from '../draft'
import {
  ACTIVATIONS,
  channelsOf,
  identitySide,
  isConvolution,
  isHead,
  isMapOf,
  isVector,
  type Mutation,
  POOLS,
  windowOf,
} from '../mutation'

/** Damages to normalisation, dropout and initial weights. */
export const regularizationMutations: readonly Mutation[] = [
  {
    rule: 'bias-before-batch-norm',
    does: 'gives a convolution before batch normalisation a bias',
    where: (part, draft) => part.options.useBias === false && draft.next(part)?.kind === 'batchNorm',
    damage(part, draft) {
      draft.set(part, { useBias: true })
      return [part.name]
    },
  },
  {
    rule: 'batch-norm-momentum',
    does: "gives batch normalisation PyTorch's momentum of 0.1",
    where: part => part.kind === 'batchNorm',
    damage(part, draft) {
      draft.set(part, { momentum: 0.1 })
      return [part.name]
    },
  },
  {
    rule: 'normalization-twice',
    does: 'puts batch normalisation behind batch normalisation',
    where: part => part.kind === 'batchNorm',
    damage: (part, draft) => [draft.insertAfter(part, 'batchNorm')],
  },
  {
    rule: 'normalization-after-output',
    does: 'normalises the scores before the softmax',
    where: isHead,
    damage: (part, draft) => [draft.insertAfter(part, 'batchNorm')],
    consequences: ['bias-before-batch-norm', 'dropout-before-batch-norm'],
  },
  {
    rule: 'normalization-of-one-value',
    does: 'normalises a 1×1 map channel by channel',
    where: part => String(part.outputShapes[0].slice(0, -1)) === '1,1' && part.kind !== 'input',
    damage: (part, draft) => [draft.insertAfter(part, 'instanceNorm')],
  },
  {
    rule: 'dropout-between-convolutions',
    does: 'puts dropout between two convolutions',
    where: (part, draft) => {
      const next = draft.next(part)
      const isRead = next !== undefined && isConvolution(next) && windowOf(next).some(side => side > 1)
      return (
        ACTIVATIONS.has(part.kind) && isRead && isMapOf(part.outputShapes[0], 2) && hasConvolutionBefore(part, draft)
      )
    },
    damage: (part, draft) => [draft.insertAfter(part, 'dropout', { rate: 0.3 })],
  },
  {
    rule: 'dropout-before-batch-norm',
    does: 'puts dropout between a convolution and its batch normalisation',
    where: (part, draft) =>
      part.kind === 'batchNorm' && isConvolution(draft.source(part)) && isMapOf(draft.shapeInto(part), 2),
    damage: (part, draft) => [draft.insertBefore(part, 'spatialDropout2d', { rate: 0.2 })],
  },
  {
    rule: 'dropout-before-max-pool',
    does: 'puts dropout before a pooling of the maximum',
    where: (part, draft) =>
      part.kind === 'maxPool2d' && draft.next(draft.source(part)) === part && draft.source(part).kind !== 'input',
    damage: (part, draft) => [draft.insertBefore(part, 'dropout', { rate: 0.3 })],
  },
  {
    rule: 'dropout-on-shortcut',
    does: 'puts dropout on the identity of a residual block',
    where: (part, draft) => identitySide(part, draft) !== undefined && isMapOf(part.outputShapes[0], 2),
    damage: (part, draft) => [draft.insertBefore(part, 'spatialDropout2d', { rate: 0.2 }, identitySide(part, draft))],
    consequences: ['dropout-before-batch-norm'],
  },
  {
    rule: 'dropout-twice',
    does: 'puts a second dropout behind the first',
    where: part => part.kind === 'dropout' && isVector(part.outputShapes[0]),
    damage: (part, draft) => [draft.insertAfter(part, 'dropout', { rate: 0.3 })],
  },
  {
    rule: 'dropout-after-output',
    does: 'drops probabilities that the model hands out',
    where: (part, draft) => part.kind === 'softmax' && draft.isOutput(part) && isVector(part.outputShapes[0]),
    damage: (part, draft) => [draft.insertAfter(part, 'dropout', { rate: 0.5 })],
  },
  {
    rule: 'high-dropout-rate',
    does: 'raises the rate of dropout to 0.9',
    where: part => part.kind === 'dropout',
    damage(part, draft) {
      draft.set(part, { rate: 0.9 })
      return [part.name]
    },
  },
  {
    rule: 'constant-initializer',
    does: 'lets a hidden layer start from zeros',
    where: (part, draft) =>
      (part.kind === 'dense' || isConvolution(part)) &&
      channelsOf(part.outputShapes[0]) > 1 &&
      hasWeights(draft.behind(part, PASSING)?.kind),
    damage(part, draft) {
      draft.set(part, { kernelInitializer: 'zeros' })
      return [part.name]
    },
  },
]

const PASSING: ReadonlySet<string> = new Set([...ACTIVATIONS, ...POOLS, 'batchNorm', 'dropout', 'flatten'])

function hasWeights(kind: string | undefined): boolean {
  return kind === 'conv2d' || kind === 'dense'
}

function hasConvolutionBefore(part: Part, draft: Draft): boolean {
  return [...draft.ancestors(part)].some(isConvolution)
}
