import type { Box } from './box'
import { intersectionOverUnion } from './intersectionOverUnion'

/** An object that a network claims to have found. */
export interface Detection {
  readonly box: Box
  /** Which class, by its index. */
  readonly class: number
  /** How sure the network is, the higher the surer. */
  readonly score: number
}

export interface SuppressionOptions {
  /** What scores lower is left out at once. */
  readonly scoreThreshold: number
  /** A box that overlaps a surer one of its class by more than this is left out. */
  readonly overlapThreshold: number
  /** At most as many are kept, over all classes. */
  readonly limit?: number
}

/**
 * Leaves one of several detections of one object: the surest first, each one removes those of its own class that overlap it
 * too much. What remains stands in order of falling score; of equal scores the one given first comes first.
 *
 * Source  Felzenszwalb et al. 2010, Object Detection with Discriminatively Trained Part-Based Models, §7.1; per class:
 *         Girshick et al. 2014, R-CNN, §2.2, https://arxiv.org/abs/1311.2524
 */
export function nonMaximumSuppression<Found extends Detection>(
  detections: readonly Found[],
  { scoreThreshold, overlapThreshold, limit = Number.POSITIVE_INFINITY }: SuppressionOptions,
): Found[] {
  const candidates = detections.filter(({ score }) => score >= scoreThreshold).sort((a, b) => b.score - a.score)
  const kept: Found[] = []
  for (const candidate of candidates) {
    if (kept.length >= limit) break
    const doubles = (other: Found) =>
      other.class === candidate.class && intersectionOverUnion(other.box, candidate.box) > overlapThreshold
    if (!kept.some(doubles)) kept.push(candidate)
  }
  return kept
}
