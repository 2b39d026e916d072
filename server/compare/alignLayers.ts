import type { Layer } from '../../builder/graph'
import { kindOf } from '../../builder/layerKinds'
import { formatInput } from '../../builder/option'
import { formatShape } from '../../builder/shape'

/** Layers of two networks that are taken for the same, or one without counterpart. */
export interface LayerPair {
  readonly before?: Layer
  readonly after?: Layer
}

/**
 * Pairs the layers of two networks, both in their order: the longest common subsequence of equal layers, and in the gaps that it
 * leaves those of one given name, then those of equal options, then those of one kind. What is left has no counterpart; a removed
 * layer stands before the added ones of its gap.
 */
export function alignLayers(before: readonly Layer[], after: readonly Layer[]): LayerPair[] {
  return fillGap(before, after, [equalKey, givenName, optionsKey, ({ kind }) => kind])
}

/** Undefined for a layer that is not to be paired by it. */
type Key = (layer: Layer) => string | undefined

function fillGap(before: readonly Layer[], after: readonly Layer[], [key, ...others]: readonly Key[]): LayerPair[] {
  if (before.length === 0 || after.length === 0 || key === undefined) {
    return [...before.map(layer => ({ before: layer })), ...after.map(layer => ({ after: layer }))]
  }
  const pairs: LayerPair[] = []
  let [nextBefore, nextAfter] = [0, 0]
  for (const [atBefore, atAfter] of commonSubsequence(before, after, key)) {
    pairs.push(...fillGap(before.slice(nextBefore, atBefore), after.slice(nextAfter, atAfter), others))
    pairs.push({ before: before[atBefore], after: after[atAfter] })
    ;[nextBefore, nextAfter] = [atBefore + 1, atAfter + 1]
  }
  pairs.push(...fillGap(before.slice(nextBefore), after.slice(nextAfter), others))
  return pairs
}

/**
 * Positions of the common subsequence of most weight, where layers that learn weigh more than those between them. Takes time and
 * memory by the product of the lengths, after what both begin and end with.
 */
function commonSubsequence(before: readonly Layer[], after: readonly Layer[], key: Key): [number, number][] {
  const keys = [before.map(key), after.map(key)]
  const isSame = (i: number, j: number) => keys[0][i] !== undefined && keys[0][i] === keys[1][j]
  let start = 0
  while (start < Math.min(before.length, after.length) && isSame(start, start)) start += 1
  let end = 0
  const rest = Math.min(before.length, after.length) - start
  while (end < rest && isSame(before.length - 1 - end, after.length - 1 - end)) end += 1
  const [rows, columns] = [before.length - start - end, after.length - start - end]
  const best = new Uint32Array((rows + 1) * (columns + 1))
  const at = (i: number, j: number) => i * (columns + 1) + j
  for (let i = rows - 1; i >= 0; i -= 1) {
    const weight = weightOf(before[start + i])
    for (let j = columns - 1; j >= 0; j -= 1) {
      const without = Math.max(best[at(i + 1, j)], best[at(i, j + 1)])
      const paired = isSame(start + i, start + j) ? weight + best[at(i + 1, j + 1)] : 0
      best[at(i, j)] = Math.max(without, paired)
    }
  }
  const pairs: [number, number][] = Array.from({ length: start }, (_, i) => [i, i])
  for (let [i, j] = [0, 0]; i < rows && j < columns; ) {
    if (isSame(start + i, start + j) && best[at(i, j)] === weightOf(before[start + i]) + best[at(i + 1, j + 1)]) {
      pairs.push([start + i, start + j])
      ;[i, j] = [i + 1, j + 1]
    } else if (best[at(i, j)] === best[at(i + 1, j)]) i += 1
    else j += 1
  }
  for (let i = end; i > 0; i -= 1) pairs.push([before.length - i, after.length - i])
  return pairs
}

function weightOf({ kind, channelsFirst }: Layer): number {
  return 'filters' in kindOf({ kind, channelsFirst }).options || kind === 'dense' ? 4 : 1
}

function equalKey(layer: Layer): string {
  return `${optionsKey(layer)} ${layer.outputShapes.map(formatShape).join()}`
}

function optionsKey({ kind, options, channelsFirst }: Layer): string {
  return `${kind} ${formatInput(options)} ${channelsFirst ?? false}`
}

/** A name that the user gave: no kind with a number. */
function givenName({ name, kind }: Layer): string | undefined {
  return name.startsWith(`${kind}_`) && /^\d+$/.test(name.slice(kind.length + 1)) ? undefined : name
}
