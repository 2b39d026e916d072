/**
 * Uniform pseudo-random numbers from 0, below 1, the same ones for the same text on every machine.
 *
 * Source  the text is hashed with FNV-1a (RFC 9923), which starts the generator mulberry32 (Tommy Ettinger 2017)
 */
export function randomNumbers(text: string): () => number {
  let state = 0x811c9dc5
  for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), 0x01000193)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
