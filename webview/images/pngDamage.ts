/**
 * Whether a chunk of a PNG file is cut off or differs from its checksum; a decoder may fill what is damaged with anything.
 *
 * Source  W3C, Portable Network Graphics (third edition), §5.3 and annex D
 */
export function pngDamage(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let offset = SIGNATURE_LENGTH; offset + 12 <= bytes.length; ) {
    const end = offset + 8 + view.getUint32(offset)
    if (end + 4 > bytes.length || crc(bytes.subarray(offset + 4, end)) !== view.getUint32(end)) return true
    if (String.fromCharCode(...bytes.subarray(offset + 4, offset + 8)) === 'IEND') return false
    offset = end + 4
  }
  return true
}

const SIGNATURE_LENGTH = 8

const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1
  return value
})

function crc(bytes: Uint8Array): number {
  let value = 0xffffffff
  for (const byte of bytes) value = TABLE[(value ^ byte) & 0xff] ^ (value >>> 8)
  return (value ^ 0xffffffff) >>> 0
}
