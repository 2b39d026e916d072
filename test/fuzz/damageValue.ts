import type { Random } from './random'

/** A value of plain data with one or two of its parts lost, exchanged for something else, or put in another's place. */
export function damageValue(value: unknown, random: Random): unknown {
  const copy: { root: unknown } = { root: structuredClone(value) }
  for (let count = 1 + random.below(2); count > 0; count--) {
    const places = placesIn(copy)
    if (places.length === 0) break
    const [owner, key] = random.pick(places)
    if (random.chance(0.2)) Reflect.deleteProperty(owner, key)
    else owner[key] = random.chance(0.15) ? structuredClone(read(random.pick(places))) : random.pick(ODD)()
  }
  return copy.root
}

type Place = readonly [Record<string, unknown>, string]

function placesIn(root: object): Place[] {
  const found: Place[] = []
  const visit = (owner: object): void => {
    // Of pixels and weights a few are enough.
    for (const key of Object.keys(owner).slice(0, 40)) {
      const place: Place = [owner as Record<string, unknown>, key]
      found.push(place)
      const value = read(place)
      if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) visit(value)
    }
  }
  visit(root)
  return found
}

function read([owner, key]: Place): unknown {
  return owner[key]
}

const ODD: readonly (() => unknown)[] = [
  () => undefined,
  () => null,
  () => -1,
  () => 0,
  () => 0.5,
  () => 1e21,
  () => Number.NaN,
  () => '',
  () => '__proto__',
  () => 'constructor',
  () => '<img src=x onerror=alert(1)>',
  () => 'x'.repeat(10_000),
  () => [],
  () => [[[]]],
  () => ({}),
  () => ({ kind: 'x' }),
  () => new Uint8Array(3),
  () => true,
  () => new Date(Number.NaN),
  () => new Map([[1, 2]]),
]
