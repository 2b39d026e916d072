import type { SourceWeight } from './sourceWeight'

/** Items of one key each, in the order in which the keys first come. */
export function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[][] {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return [...groups.values()]
}

/** The layer that a tensor of a file belongs to: `features.0/weight` → `features.0`. */
export function layerOf({ name }: SourceWeight): string {
  return name.split('/').slice(0, -1).join('/')
}
