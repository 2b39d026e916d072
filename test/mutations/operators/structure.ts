import type { Draft, Part } from '../draft'
import {
  ACTIVATIONS,
  channelsOf,
  IN_PLACE,
  identitySide,
  isConvolution,
  isMapOf,
  isWindow,
  type Mutation,
  POOLS,
  windowOf,
} from '../mutation'

/** Damages to how layers are put together: blocks, branches, groups, and shapes that no longer fit. */
export const structureMutations: readonly Mutation[] = [
  {
    rule: 'grouped-without-shuffle',
    does: 'removes the shuffle between two grouped convolutions',
    where: (part, draft) =>
      part.kind === 'channelShuffle' &&
      Number(part.options.groups) > 2 &&
      groupsOf(draft.before(part, APART)) === part.options.groups &&
      groupsOf(draft.behind(part, APART)) === part.options.groups,
    damage(part, draft) {
      const second = draft.behind(part, APART)!
      draft.remove(part)
      return [second.name]
    },
  },
  {
    rule: 'groups-do-not-divide',
    does: 'splits channels into seven groups that seven does not divide',
    where: (part, draft) => isConvolution(part) && channelsOf(draft.shapeInto(part)) % 7 !== 0,
    damage(part, draft) {
      draft.set(part, { groups: 7 })
      return [part.name]
    },
  },
  {
    rule: 'needless-projection',
    does: 'puts a 1×1 convolution into an identity shortcut',
    where(part, draft) {
      const side = identitySide(part, draft)
      if (side === undefined) return false
      return convolutionsBetween(part, 1 - side, draft) >= 2
    },
    damage(part, draft) {
      const filters = channelsOf(part.outputShapes[0])
      return [draft.insertBefore(part, 'conv2d', { filters, kernelSize: 1 }, identitySide(part, draft))]
    },
  },
  {
    rule: 'mismatched-merge',
    does: 'takes the border away from a convolution of a residual branch',
    where: (part, draft) =>
      isConvolution(part) && isWindow(part, 3, 1) && part.options.padding !== 'valid' && isInBranch(part, draft),
    damage(part, draft) {
      draft.set(part, { padding: 'valid' })
      let sum: Part | undefined = part
      while (sum && sum.kind !== 'add') sum = draft.next(sum)
      return [sum!.name]
    },
  },
  {
    rule: 'mismatched-merge',
    does: 'gives the end of a residual branch other channels than the shortcut',
    where: (part, draft) =>
      isConvolution(part) && draft.behind(part, IN_PLACE)?.kind === 'add' && isInBranch(part, draft),
    damage(part, draft) {
      draft.set(part, { filters: Number(part.options.filters) + 8 })
      return [draft.behind(part, IN_PLACE)!.name]
    },
  },
  {
    rule: 'deep-plain',
    does: 'removes all shortcuts of a deep residual network',
    where: (part, draft) => part === draft.parts[0] && deepest(draft) > 20,
    damage(_part, draft) {
      for (const sum of draft.parts.filter(({ kind }) => kind === 'add')) {
        const side = identitySide(sum, draft) ?? shortest(sum, draft)
        sum.inputs = [sum.inputs[1 - side]]
        draft.remove(sum)
      }
      return draft.parts.filter(isConvolution).map(({ name }) => name)
    },
  },
  {
    rule: 'squeeze-width',
    does: 'leaves a gate of squeeze and excitation two units',
    where: (part, draft) => {
      const gate = draft.behind(part, new Set([...ACTIVATIONS, 'dense', 'reshape', 'add']))
      return part.kind === 'dense' && draft.source(part).kind === 'globalAveragePool2d' && gate?.kind === 'multiply'
    },
    damage(part, draft) {
      draft.set(part, { units: 2 })
      return [part.name]
    },
  },
  {
    rule: 'missing-reduction',
    does: 'removes the 1×1 reduction before a window over many channels',
    where: (part, draft) => {
      const next = draft.behind(part, IN_PLACE)
      const isReduction = isConvolution(part) && isWindow(part, 1, 1) && channelsOf(draft.shapeInto(part)) >= 256
      return (
        isReduction &&
        next !== undefined &&
        isConvolution(next) &&
        isWindow(next, 3, 1) &&
        isMapOf(part.outputShapes[0], 8)
      )
    },
    consequences: ['missing-activation'],
    damage(part, draft) {
      const window = draft.behind(part, IN_PLACE)!
      removeUpTo(part, window, draft)
      return [window.name]
    },
  },
  {
    rule: 'unprojected-pool-branch',
    does: 'removes the 1×1 convolution behind the pooling of an Inception module',
    where(part, draft) {
      const concat = draft.behind(part, IN_PLACE)
      const pooling = concat?.kind === 'concat' ? draft.source(part) : undefined
      if (!pooling || !POOLS.has(pooling.kind) || pooling.options.padding !== 'same' || !isConvolution(part))
        return false
      return isWindow(pooling, 3, 1) && concat!.inputs.length > 2 && channelsOf(draft.shapeInto(part)) > 256
    },
    damage(part, draft) {
      const pooling = draft.source(part)
      removeUpTo(part, draft.behind(part, IN_PLACE)!, draft)
      return [pooling.name]
    },
  },
  {
    rule: 'channel-alignment',
    does: 'takes two filters away from a hidden convolution',
    where: (part, draft) =>
      isConvolution(part) &&
      Number(part.options.filters) % 4 === 0 &&
      Number(part.options.filters) > 10 &&
      feedsPlain(part, draft),
    damage(part, draft) {
      draft.set(part, { filters: Number(part.options.filters) - 2 })
      return [part.name]
    },
  },
  {
    rule: 'wrong-rank',
    does: 'flattens a map before a convolution',
    where: part => isConvolution(part),
    damage(part, draft) {
      draft.insertBefore(part, 'flatten')
      return [part.name]
    },
  },
  {
    rule: 'invalid-option',
    does: 'gives a convolution half a filter',
    where: part => isConvolution(part),
    damage(part, draft) {
      draft.set(part, { filters: Number(part.options.filters) / 2 + 0.25 })
      return [part.name]
    },
  },
  {
    rule: 'missing-input',
    does: 'forgets an input of a model of several',
    where: (part, draft) => part.kind === 'input' && draft.inputs.length > 1,
    damage(part, draft) {
      draft.inputs = draft.inputs.filter(name => name !== part.name)
      return []
    },
  },
]

/** What keeps the groups of channels apart. */
const APART: ReadonlySet<string> = new Set([...IN_PLACE, ...POOLS, 'depthwiseConv2d'])

function groupsOf(part: Part | undefined): unknown {
  return part?.kind === 'conv2d' ? part.options.groups : undefined
}

/** Whether it stands in a branch that one layer reads at a time up to a residual sum with an identity. */
function isInBranch(part: Part, draft: Draft): boolean {
  const sum = draft.behind(part, new Set([...IN_PLACE, 'conv2d']))
  return sum !== undefined && identitySide(sum, draft) !== undefined && isMapOf(part.outputShapes[0], 4)
}

/** The convolutions of a branch that is a plain chain with an activation, down to where the shortcut starts. */
function convolutionsBetween(sum: Part, branch: number, draft: Draft): number {
  const start = draft.source(sum, 1 - branch)
  let [count, activations] = [0, 0]
  for (let part = draft.source(sum, branch); part !== start; part = draft.source(part)) {
    if (part.inputs.length !== 1 || !draft.next(part)) return 0
    if (isConvolution(part)) count += 1
    else if (ACTIVATIONS.has(part.kind)) activations += 1
    else if (!IN_PLACE.has(part.kind)) return 0
  }
  return activations > 0 ? count : 0
}

/** The most windows of more than a pixel on the way back from the output, by the longer side of every sum. */
function deepest(draft: Draft): number {
  if (draft.outputs.length > 1 || draft.parts.some(({ kind, inputs }) => inputs.length > 1 && kind !== 'add')) return 0
  let windows = 0
  for (let part = draft.named(draft.outputs[0].layer); part.inputs.length > 0; ) {
    if (part.kind === 'conv2d' && windowOf(part).some(side => side > 1)) windows += 1
    const side = part.kind === 'add' ? 1 - (identitySide(part, draft) ?? shortest(part, draft)) : 0
    part = draft.source(part, side)
  }
  return windows
}

/** Of two summands, the one with fewer layers before it since they parted. */
function shortest(sum: Part, draft: Draft): number {
  const [first, second] = [0, 1].map(side => draft.ancestors(draft.source(sum, side)).size)
  return first < second ? 0 : 1
}

function removeUpTo(first: Part, last: Part, draft: Draft): void {
  for (let part: Part = first; part !== last; ) {
    const next: Part = draft.next(part)!
    draft.remove(part)
    part = next
  }
}

/** Whether the number of filters may be another: a convolution of all channels alone reads them. */
function feedsPlain(part: Part, draft: Draft): boolean {
  const next = draft.behind(part, new Set([...IN_PLACE, ...POOLS]))
  return next !== undefined && isConvolution(next)
}
