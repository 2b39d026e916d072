import type { Graph } from '../builder/graph'

/** The names of so many classes: the graph's labels where it has as many, else their numbers. */
export function labelsOf({ info: { labels } }: Graph, count: number): string[] {
  const told = Array.isArray(labels) && labels.length === count ? labels : undefined
  return Array.from({ length: count }, (_, index) => String(told?.[index] ?? index))
}
