/** Bytes of which parts are read: of a file on the disk, no more than is asked for. */
export interface ByteSource {
  readonly length: number
  /** From `start` to before `end`, which lie within it. */
  subarray(start: number, end?: number): Uint8Array
}
