import type { Random } from './random'

/** Bytes with one to four damages: cut off, changed, lost, doubled, put in, and numbers that lie. */
export function damageBytes(bytes: Uint8Array, random: Random): Uint8Array<ArrayBuffer> {
  let damaged = Uint8Array.from(bytes)
  for (let count = 1 + random.below(4); count > 0; count--)
    if (damaged.length > 0) damaged = random.pick(damages)(damaged, random)
  return damaged
}

type Damage = (bytes: Uint8Array<ArrayBuffer>, random: Random) => Uint8Array<ArrayBuffer>

/** Numbers that are taken for sizes, places and floats. */
const LIES = [0, 1, 0x7f, 0x80, 0xff, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff, 0x7f800000, 0x7fc00000, 0x40000000]

const damages: readonly Damage[] = [
  (bytes, random) => bytes.slice(0, random.below(bytes.length + 1)),
  (bytes, random) => {
    const at = place(bytes, random)
    return bytes.with(at, random.below(256)) as Uint8Array<ArrayBuffer>
  },
  (bytes, random) => {
    const at = place(bytes, random)
    return bytes.with(at, bytes[at]! ^ (1 << random.below(8))) as Uint8Array<ArrayBuffer>
  },
  (bytes, random) => {
    if (bytes.length < 8) return bytes
    const changed = bytes.slice()
    const at = Math.min(place(bytes, random), bytes.length - 8)
    const view = new DataView(changed.buffer)
    const lie = random.pick(LIES)
    if (random.chance(0.2)) view.setBigUint64(at, BigInt(lie) << BigInt(random.below(33)), true)
    else view.setUint32(at, lie, random.chance(0.7))
    return changed
  },
  (bytes, random) => {
    const [from, to] = [place(bytes, random), place(bytes, random)].sort((a, b) => a - b)
    return joined(bytes.subarray(0, from), bytes.subarray(to))
  },
  (bytes, random) => {
    const [from, to] = [place(bytes, random), place(bytes, random)].sort((a, b) => a - b)
    return joined(bytes.subarray(0, to), bytes.subarray(from))
  },
  (bytes, random) => {
    const at = place(bytes, random)
    return joined(bytes.subarray(0, at), random.bytes(1 + random.below(40)), bytes.subarray(at))
  },
  // A word of the header exchanged for another of the same length or not.
  (bytes, random) => {
    const text = new TextDecoder('latin1').decode(bytes.subarray(0, 4096))
    const words = [...text.matchAll(/\w+|[[\]{}:,"'()]/g)]
    if (words.length === 0) return bytes
    const [{ index, 0: word }, other] = [random.pick(words), random.pick(WORDS)]
    return joined(bytes.subarray(0, index), new TextEncoder().encode(other), bytes.subarray(index + word.length))
  },
]

const WORDS = [
  '',
  '0',
  '-1',
  '1e99',
  '99999999999',
  'null',
  '[]',
  '{}',
  '"__proto__"',
  'F64',
  'I8',
  'O',
  '../../x',
  '🦊',
  '"',
  ',',
]

/** Formats keep what they say of themselves at the beginning, and some at the end. */
function place(bytes: Uint8Array, random: Random): number {
  const near = Math.min(bytes.length, random.pick([16, 128, 1024, bytes.length]))
  return random.chance(0.15) ? bytes.length - 1 - random.below(near) : random.below(near)
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}
