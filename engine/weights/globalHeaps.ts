/**
 * Whether a global heap of an HDF5 file, where it keeps texts of any length, has an object that says no size or one that leads
 * out of the heap. The C library follows these sizes without looking, and for one that leads nowhere without end.
 *
 * Source  https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html, III.E, Disk Format: Level 1E, Global Heap
 */
export function hasEndlessHeap(bytes: Uint8Array): boolean {
  const lengthBytes = sizeOfLengths(bytes)
  if (lengthBytes === undefined) return true
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const length = (at: number) => (lengthBytes === 8 ? Number(view.getBigUint64(at, true)) : view.getUint32(at, true))
  const header = 8 + lengthBytes
  for (let start = nextHeap(bytes, 0); start >= 0; start = nextHeap(bytes, start + 1)) {
    if (start + header > bytes.length) return false
    const end = Math.min(start + length(start + 8), bytes.length)
    // Smaller remains hold no object.
    for (let at = start + header; at + header <= end; ) {
      const [index, size] = [view.getUint16(at, true), length(at + 8)]
      // The object 0 is what is free, its own header included.
      const needed = index === 0 ? size : header + 8 * Math.ceil(size / 8)
      if (needed < header || at + needed > end) return true
      at += needed
    }
  }
  return false
}

/** As the file's first block says: 8, or 4 in small ones; undefined for others, which nobody writes. */
function sizeOfLengths(bytes: Uint8Array): 4 | 8 | undefined {
  const size = bytes[8] < 2 ? bytes[14] : bytes[10]
  return size === 4 || size === 8 ? size : undefined
}

/** The next place where a heap begins: GCOL, version 1 and three zeros. */
function nextHeap(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(BEGINNING[0], from); at >= 0; at = bytes.indexOf(BEGINNING[0], at + 1))
    if (BEGINNING.every((byte, i) => bytes[at + i] === byte)) return at
  return -1
}

const BEGINNING = [0x47, 0x43, 0x4f, 0x4c, 1, 0, 0, 0] as const
