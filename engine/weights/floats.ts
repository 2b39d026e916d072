/** Numbers of 16 to 64 bits in a file, little-endian, as float32. */
export type FloatType = 'float16' | 'bfloat16' | 'float32' | 'float64'

export const FLOAT_BYTES: Readonly<Record<FloatType, number>> = { float16: 2, bfloat16: 2, float32: 4, float64: 8 }

/** Decodes all of `bytes`, whose length must be a multiple of the type's. */
export function decodeFloats(type: FloatType, bytes: Uint8Array): Float32Array {
  // A copy starts where typed arrays may start.
  const { buffer } = bytes.slice()
  if (type === 'float32') return new Float32Array(buffer)
  if (type === 'float64') return Float32Array.from(new Float64Array(buffer))
  const halves = new Uint16Array(buffer)
  if (type === 'float16') return Float32Array.from(halves, fromHalf)
  // The upper half of a float32.
  return new Float32Array(Uint32Array.from(halves, bits => bits << 16).buffer)
}

/** IEEE 754 half precision, §3.6: 1 sign bit, 5 exponent bits with bias 15, 10 fraction bits. */
export function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 0x1f
  const fraction = bits & 0x3ff
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
  return sign * (1024 + fraction) * 2 ** (exponent - 25)
}
