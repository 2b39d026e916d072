/** A named tensor read from a weight file. */
export interface SourceWeight {
  /** As the file has it: `conv2d_1/kernel`. */
  readonly name: string
  readonly shape: readonly number[]
  readonly values: Float32Array
}
