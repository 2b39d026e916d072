import type { RegionMap } from '../../builder/boxReading'
import type { Box } from './box'
import { clipBox } from './clipBox'
import { decodeOffsets } from './decodeOffsets'
import { gridAnchors } from './gridAnchors'
import { type Detection, nonMaximumSuppression } from './nonMaximumSuppression'

/** What a map of a region proposal network says: at every place, anchor by anchor. */
export interface ProposingMap extends RegionMap {
  readonly rows: number
  readonly columns: number
  /** An anchor's one number before a sigmoid, or two numbers before a softmax: those of the background before all others. */
  readonly scores: ArrayLike<number>
  /** Four numbers an anchor. */
  readonly offsets: ArrayLike<number>
}

export interface ProposalOptions {
  /** The surest ones of every map that are looked at. */
  readonly before: number
  /** The surest ones of all maps that remain. */
  readonly after: number
  /** One that overlaps a surer one of its map by more is left out. */
  readonly overlapThreshold: number
}

/**
 * The regions of an image in which a region proposal network sees objects, in pixels, the surest first: anchors moved by their
 * offsets, cut off at the image, without doubles. `size` is the network's input.
 *
 * Throws RangeError where numbers are missing.
 *
 * Source  Ren et al. 2015, Faster R-CNN, §3.1 and §3.3, https://arxiv.org/abs/1506.01497; with several maps as torchvision
 *         does it, each by itself until the end
 */
export function proposeRegions(
  maps: readonly ProposingMap[],
  [height, width]: readonly [height: number, width: number],
  { before, after, overlapThreshold }: ProposalOptions,
): Box[] {
  const found = maps.flatMap((map, level) => {
    const anchors = gridAnchors(map, [map.rows, map.columns])
    const scores = logits(map)
    const boxes = decodeOffsets(map.offsets, anchors)
    const order = [...scores.keys()].sort((a, b) => scores[b] - scores[a]).slice(0, before)
    const proposals = order.map((index): Detection => {
      const box = clipBox(boxes[index], height, width)
      return { box, class: level, score: scores[index] }
    })
    const large = proposals.filter(({ box }) => box.bottom - box.top >= LEAST && box.right - box.left >= LEAST)
    return nonMaximumSuppression(large, { scoreThreshold: Number.NEGATIVE_INFINITY, overlapThreshold })
  })
  return found
    .sort((a, b) => b.score - a.score)
    .slice(0, after)
    .map(({ box }) => box)
}

/** Of a side, in pixels: what is cut off to less has no area. */
const LEAST = 1e-3

/** How sure every anchor is to hold an object, as the logit of a sigmoid. */
function logits({ rows, columns, anchors, scores }: ProposingMap): Float64Array {
  const count = rows * columns * anchors.length
  if (scores.length !== count && scores.length !== 2 * count) {
    throw new RangeError(`${count} anchors need ${count} or ${2 * count} scores, got ${scores.length}`)
  }
  if (scores.length === count) return Float64Array.from(scores)
  return Float64Array.from({ length: count }, (_, index) => {
    const place = 2 * anchors.length * Math.floor(index / anchors.length)
    const at = place + (index % anchors.length)
    return scores[at + anchors.length] - scores[at]
  })
}
