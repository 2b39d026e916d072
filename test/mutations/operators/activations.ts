import type { Draft, Part } from '../draft'
import {
  ACTIVATIONS,
  channelsOf,
  IN_PLACE,
  identitySide,
  isConvolution,
  isHead,
  isVector,
  isWindow,
  type Mutation,
  POOLS,
  RECTIFIERS,
  VECTORS,
  windowOf,
} from '../mutation'

/** Damages to what bends between the layers. */
export const activationMutations: readonly Mutation[] = [
  {
    rule: 'missing-activation',
    does: 'removes the activation between two convolutions or dense layers of which the first does not squeeze',
    where: bendsBetween,
    damage(part, draft) {
      const second = draft.behind(part, NEUTRAL)!
      draft.remove(part)
      return [second.name]
    },
  },
  {
    rule: 'no-activation',
    does: 'removes all activations of a plain network but the one at its output',
    consequences: ['missing-activation'],
    where: (part, draft) =>
      isFirst(part, draft) &&
      draft.parts.every(({ kind }) => PLAIN.has(kind)) &&
      draft.parts.filter(isWeighted).length > 2 &&
      draft.outputs.length === 1,
    damage(_part, draft) {
      const hidden = draft.parts.filter(part => ACTIVATIONS.has(part.kind) && !draft.isOutput(part))
      for (const part of hidden) if (!isAtOutput(part, draft)) draft.remove(part)
      return draft.parts.filter(isWeighted).map(({ name }) => name)
    },
  },
  {
    rule: 'activation-without-effect',
    does: 'puts a rectifier behind a rectifier',
    where: part => part.kind === 'relu',
    damage: (part, draft) => [draft.insertAfter(part, 'relu')],
  },
  {
    rule: 'activated-bottleneck',
    does: 'activates the narrow end of an inverted residual',
    consequences: ['rectifier-before-add', 'activation-without-effect'],
    where(part, draft) {
      if (part.kind !== 'batchNorm') return false
      const projection = draft.source(part)
      const filter = isPointwise(projection) ? draft.before(projection, IN_PLACE) : undefined
      const expansion = filter?.kind === 'depthwiseConv2d' ? draft.before(filter, IN_PLACE) : undefined
      if (!expansion || !isPointwise(expansion)) return false
      const [narrow, wide] = [channelsOf(part.outputShapes[0]), channelsOf(draft.shapeInto(projection))]
      return 2 * narrow <= wide && 2 * channelsOf(draft.shapeInto(expansion)) <= wide && !draft.isOutput(part)
    },
    damage: (part, draft) => [draft.insertAfter(part, 'relu6')],
  },
  {
    rule: 'rectifier-before-add',
    does: 'activates the end of a residual branch',
    consequences: ['activated-bottleneck', 'activation-without-effect'],
    where: (part, draft) => branchEnd(part, draft) !== undefined,
    damage: (part, draft) => [draft.insertBefore(part, 'relu', {}, branchEnd(part, draft)!)],
  },
  {
    rule: 'leaky-slope',
    does: 'makes an activation a leaky rectifier of slope 1',
    where: part => RECTIFIERS.has(part.kind) || part.kind === 'leakyRelu',
    damage(part, draft) {
      draft.become(part, 'leakyRelu', { alpha: 1 })
      return [part.name]
    },
  },
  {
    rule: 'saturating-activations',
    does: 'makes all rectifiers of a plain network without normalisation sigmoids',
    where: (part, draft) =>
      isFirst(part, draft) &&
      draft.parts.every(({ kind }) => PLAIN.has(kind) && kind !== 'batchNorm') &&
      draft.parts.filter(({ kind }) => RECTIFIERS.has(kind)).length >= 6,
    damage(_part, draft) {
      const found = draft.parts.filter(({ kind }) => RECTIFIERS.has(kind))
      for (const part of found) draft.become(part, 'sigmoid')
      return found.map(({ name }) => name)
    },
  },
  {
    rule: 'softmax-between-dense',
    does: 'makes the activation between two dense layers a softmax',
    where: (part, draft) =>
      ACTIVATIONS.has(part.kind) &&
      isVector(part.outputShapes[0]) &&
      draft.source(part).kind === 'dense' &&
      draft.behind(part, NEUTRAL)?.kind === 'dense',
    damage(part, draft) {
      draft.become(part, 'softmax')
      return [part.name]
    },
  },
  {
    rule: 'softmax-twice',
    does: 'puts a softmax behind the softmax at the output',
    where: (part, draft) => part.kind === 'softmax' && draft.isOutput(part),
    damage: (part, draft) => [draft.insertAfter(part, 'softmax')],
  },
  {
    rule: 'softmax-of-one-unit',
    does: 'leaves one unit under the softmax',
    where: isHead,
    damage(part, draft) {
      draft.set(part, { units: 1 })
      return [draft.next(part)!.name]
    },
  },
  {
    rule: 'softmax-before-pooling',
    does: 'puts a softmax between the last map and its pooling or flattening',
    where: (part, draft) =>
      VECTORS.has(part.kind) && draft.shapeInto(part).length === 3 && draft.next(draft.source(part)) === part,
    damage: (part, draft) => [draft.insertBefore(part, 'softmax')],
  },
  {
    rule: 'missing-softmax',
    does: 'removes the softmax of a classifier',
    where: isHead,
    damage(part, draft) {
      draft.remove(draft.next(part)!)
      return [part.name]
    },
  },
  {
    rule: 'missing-sigmoid',
    does: 'ends a classifier in one bare score',
    where: isHead,
    damage(part, draft) {
      draft.remove(draft.next(part)!)
      draft.set(part, { units: 1 })
      return [part.name]
    },
  },
  {
    rule: 'rectified-scores',
    does: 'puts a rectifier before the softmax at the output',
    where: isHead,
    damage: (part, draft) => [draft.insertAfter(part, 'relu')],
  },
]

/** What may stand between two layers that are linear, and bends nothing. */
const NEUTRAL: ReadonlySet<string> = new Set(['batchNorm', 'dropout', 'flatten'])
const PLAIN: ReadonlySet<string> = new Set([
  ...ACTIVATIONS,
  ...POOLS,
  ...VECTORS,
  'batchNorm',
  'conv2d',
  'dense',
  'dropout',
  'input',
])

function bendsBetween(part: Part, draft: Draft): boolean {
  if (!ACTIVATIONS.has(part.kind)) return false
  const [first, second] = [draft.before(part, NEUTRAL), draft.behind(part, NEUTRAL)]
  if (!first || !second || !mixes(first) || !mixes(second)) return false
  if (draft.next(part) === undefined || hasFlatten(draft, first, second)) return false
  const [into, between, out] = [draft.shapeInto(first), first.outputShapes[0], second.outputShapes[0]].map(channelsOf)
  const isSplit = windowOf(first).some(side => side === 1) !== windowOf(first).every(side => side === 1)
  return !isSplit && between >= Math.min(into, out)
}

function hasFlatten(draft: Draft, first: Part, second: Part): boolean {
  return first.outputShapes[0].length !== draft.shapeInto(second).length
}

function mixes(part: Part): boolean {
  return part.kind === 'dense' || isConvolution(part)
}

function isWeighted({ kind }: Part): boolean {
  return kind === 'dense' || kind === 'conv2d'
}

function isPointwise(part: Part): boolean {
  return isConvolution(part) && isWindow(part, 1)
}

function isFirst(part: Part, draft: Draft): boolean {
  return part === draft.parts[0]
}

/** Whether only poolings and the like stand between it and the output. */
function isAtOutput(part: Part, draft: Draft): boolean {
  for (let next: Part | undefined = part; next; next = draft.next(next)) {
    if (next !== part && isWeighted(next)) return false
  }
  return true
}

/** Which summand of a residual sum is the branch, where it is not activated yet. */
function branchEnd(part: Part, draft: Draft): number | undefined {
  const side = identitySide(part, draft)
  if (side === undefined) return undefined
  const end = draft.source(part, 1 - side)
  const isPlain = draft.next(end) === part && (end.kind === 'batchNorm' || isConvolution(end))
  return isPlain ? 1 - side : undefined
}
