/** A named tensor read from a weight file. */
export interface SourceWeight {
  /** Layer and weight, as the file has them: `conv2d_1/kernel`, `features.0/weight`; or the weight's number in its layer. */
  readonly name: string
  readonly shape: readonly number[]
  /** Of most formats they are read when they are taken, each time anew. */
  readonly values: Float32Array
  /** Where filters come first and channels before places, as in PyTorch and ONNX; else as in TensorFlow. */
  readonly layout?: 'channelsFirst'
  /** What kind of layer it belongs to, where the file says so but not in which order its layers stand. */
  readonly layerClass?: string
  /** True where the file keeps its layers in no order of theirs, but in that of their names. */
  readonly sorted?: true
  /** True where a batch normalisation behind the layer may have been folded into its weights. */
  readonly folded?: true
  /** What a batch normalisation adds to the variance, where the file tells. */
  readonly epsilon?: number
}
