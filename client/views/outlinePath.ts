import type { Place } from '../graphs'
import type { OutlineItem } from './modelTree'

/** The items from a model down to the innermost one whose call is around a place; empty where none is. */
export function outlinePath(items: readonly OutlineItem[], uri: string, place: Place): OutlineItem[] {
  const paths = items.flatMap(item => {
    const below = outlinePath(item.children, uri, place)
    const isHere = item.place.uri === uri && contains(item, place)
    return below.length > 0 ? [[item, ...below]] : isHere ? [[item]] : []
  })
  return paths.reduce<OutlineItem[]>((best, path) => (best.length === 0 || isWithin(path, best) ? path : best), [])
}

function isWithin(inner: readonly OutlineItem[], outer: readonly OutlineItem[]): boolean {
  const [a, b] = [inner.at(-1)!, outer.at(-1)!]
  return (
    a.place.uri === b.place.uri && contains(b, a.place.range.start) && contains(b, a.place.range.end) && !same(a, b)
  )
}

function same(a: OutlineItem, b: OutlineItem): boolean {
  return compare(a.place.range.start, b.place.range.start) === 0 && compare(a.place.range.end, b.place.range.end) === 0
}

function contains(
  {
    place: {
      range: { start, end },
    },
  }: OutlineItem,
  place: Place,
): boolean {
  return compare(start, place) <= 0 && compare(place, end) <= 0
}

function compare(a: Place, b: Place): number {
  return a.line - b.line || a.character - b.character
}
