/** Binary files, which the bundle holds as they are. */
declare module '*.bin' {
  const bytes: Uint8Array
  export default bytes
}

/** The tests of all layers, which fill `layerRows`. */
declare module 'layer-tests' {}
