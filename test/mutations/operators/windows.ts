import type { Draft, Part } from '../draft'
import { channelsOf, IN_PLACE, isConvolution, isMapOf, isWindow, type Mutation, windowOf } from '../mutation'

/** What follows where a map comes out smaller or larger than it was. */
const FITS = ['window-larger-than-input', 'window-larger-than-map', 'mismatched-merge', 'dilation-beyond-map']

/** Damages to windows: their sides, strides, rates and borders. */
export const windowMutations: readonly Mutation[] = [
  {
    rule: 'checkerboard',
    does: 'gives a transposed convolution a window that is no multiple of its stride',
    where: part =>
      part.kind === 'conv2dTranspose' &&
      strideOf(part) > 1 &&
      (part.options.padding === 'same' || isWindow(part, strideOf(part))),
    damage: (part, draft) => changed(part, draft, { kernelSize: 2 * strideOf(part) + 1, padding: 'same' }),
  },
  {
    rule: 'even-kernel',
    does: 'gives a convolution of stride 1 a window of 4×4',
    where: (part, draft) => isSteady(part, draft) && isMapOf(draft.shapeInto(part), 4),
    damage: (part, draft) => changed(part, draft, { kernelSize: 4, padding: 'same' }),
  },
  {
    rule: 'large-kernel',
    does: 'gives a convolution over many channels a window of 7×7',
    where: (part, draft) =>
      isSteady(part, draft) &&
      isMapOf(draft.shapeInto(part), 8) &&
      channelsOf(draft.shapeInto(part)) >= channelsOf(part.outputShapes[0]) &&
      channelsOf(part.outputShapes[0]) >= 64,
    damage: (part, draft) => changed(part, draft, { kernelSize: 7, padding: 'same' }),
  },
  {
    rule: 'suspicious-window',
    does: 'types 33 for 3',
    where: (part, draft) => isSteady(part, draft) && isMapOf(draft.shapeInto(part), 34),
    damage: (part, draft) => changed(part, draft, { kernelSize: 33, padding: 'same' }),
  },
  {
    rule: 'window-larger-than-map',
    does: 'gives a convolution a window of more than twice its map',
    consequences: ['suspicious-window'],
    where: (part, draft) => isSteady(part, draft) && Number(draft.shapeInto(part)[0]) <= 14,
    damage: (part, draft) =>
      changed(part, draft, { kernelSize: 2 * Number(draft.shapeInto(part)[0]) + 1, padding: 'same' }),
  },
  {
    rule: 'window-larger-than-input',
    does: 'lets a window without a border be larger than its map',
    where: (part, draft) => isThreeByThree(part) && Number(draft.shapeInto(part)[0]) <= 32,
    damage: (part, draft) =>
      changed(part, draft, { kernelSize: Number(draft.shapeInto(part)[0]) + 1, padding: 'valid' }),
  },
  {
    rule: 'window-skips-pixels',
    does: 'lets a window of 3×3 jump by 4 where it jumped by 2',
    consequences: FITS,
    where: (part, draft) => isWindow(part, 3, 2) && isMapOf(draft.shapeInto(part), 32) && isAlone(part, draft),
    damage: (part, draft) => changed(part, draft, { strides: 4 }),
  },
  {
    rule: 'strided-pointwise',
    does: 'shrinks the window of a convolution of stride 2 to one pixel',
    where: (part, draft) => isConvolution(part) && isWindow(part, 3, 2) && Number(draft.shapeInto(part)[0]) % 2 === 0,
    damage: (part, draft) => changed(part, draft, { kernelSize: 1, padding: 'valid' }),
  },
  {
    rule: 'dilation-beyond-map',
    does: 'dilates a convolution by the side of its map',
    consequences: ['gridding'],
    where: (part, draft) => isSteady(part, draft) && Number(draft.shapeInto(part)[0]) <= 64,
    damage: (part, draft) => changed(part, draft, { dilationRate: Number(draft.shapeInto(part)[0]), padding: 'same' }),
  },
  {
    rule: 'gridding',
    does: 'dilates all convolutions of a row by 2',
    where: (part, draft) => rowFrom(part, draft).length > 1 && isMapOf(draft.shapeInto(part), 16),
    damage(part, draft) {
      const row = rowFrom(part, draft)
      for (const each of row) draft.set(each, { dilationRate: 2, padding: 'same' })
      return row.map(({ name }) => name)
    },
  },
  {
    rule: 'layer-without-effect',
    does: 'puts a pooling of single pixels behind an activation',
    where: part => part.kind === 'relu' && isMapOf(part.outputShapes[0], 2),
    damage: (part, draft) => [draft.insertAfter(part, 'maxPool2d', { poolSize: 1 })],
  },
  {
    rule: 'adaptive-pool-enlarges',
    does: 'asks an adaptive pooling for more cells than there are pixels',
    where: part => part.kind === 'adaptiveAvgPool2d',
    damage: (part, draft) => changed(part, draft, { outputSize: Number(draft.shapeInto(part)[0]) + 5 }),
    consequences: FITS,
  },
  {
    rule: 'tensor-too-large',
    does: 'gives a convolution of a large map 4096 filters, and takes them back behind it',
    where: part => isThreeByThree(part) && isMapOf(part.outputShapes[0], 112),
    damage(part, draft) {
      const filters = part.options.filters
      draft.set(part, { filters: 4096 })
      draft.insertAfter(part, 'conv2d', { filters, kernelSize: 1 })
      return [part.name]
    },
    consequences: ['missing-activation', 'bias-before-batch-norm'],
  },
  {
    rule: 'shift-channels',
    does: 'shifts in more directions than there are channels',
    where: (part, draft) => part.kind === 'shift' && channelsOf(draft.shapeInto(part)) < 21 * 21,
    damage: (part, draft) => changed(part, draft, { kernelSize: 21 }),
  },
  {
    rule: 'region-scale',
    does: 'pools regions as if the map had another stride',
    where: part => part.kind === 'roiPool' || part.kind === 'roiAlign',
    damage: (part, draft) => changed(part, draft, { spatialScale: Number(part.options.spatialScale) * 2 }),
  },
]

function changed(part: Part, draft: Draft, options: Readonly<Record<string, unknown>>): readonly string[] {
  draft.set(part, options)
  return [part.name]
}

/** A convolution of 3×3 that keeps the size of its map, so that a larger window with a border harms nothing else. */
function isSteady(part: Part, draft: Draft): boolean {
  return isThreeByThree(part) && String(draft.shapeInto(part).slice(0, 2)) === String(part.outputShapes[0].slice(0, 2))
}

function isThreeByThree(part: Part): boolean {
  return (
    isConvolution(part) && isWindow(part, 3, 1) && (part.options.dilationRate as number[]).every(rate => rate === 1)
  )
}

function strideOf({ options }: Part): number {
  return (options.strides as readonly number[])[0]
}

/** Whether everything before and behind is a plain chain of layers, so that another size harms no merge. */
function isAlone(part: Part, draft: Draft): boolean {
  return draft.parts.every(({ inputs }) => inputs.length < 2) && draft.next(part) !== undefined
}

/** 3×3 convolutions of stride 1 one behind another, from the first to the last before something else than they. */
function rowFrom(part: Part, draft: Draft): Part[] {
  if (!isSteady(part, draft) || isMember(windowBefore(part, draft))) return []
  const row: Part[] = []
  let member: Part | undefined = part
  for (; member && isMember(member); member = draft.behind(member, IN_PLACE)) {
    if (!isSteady(member, draft)) return []
    row.push(member)
  }
  return row
}

function windowBefore(part: Part, draft: Draft): Part | undefined {
  return draft.before(part, IN_PLACE)
}

/** Whether it reads every place of its map by a window, and so may fill the holes of others. */
function isMember(part: Part | undefined): boolean {
  if (!part || windowOf(part).length === 0 || part.kind.endsWith('Transpose')) return false
  return ((part.options.strides ?? [2]) as readonly number[]).every(step => step === 1)
}
