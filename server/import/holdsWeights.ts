/** Whether a saved model's file, whose description is `text`, leads to its weights too: Keras's files hold them, a model.json names theirs. */
export function holdsWeights(file: string, text: string): boolean {
  return /\.(keras|h5|hdf5)$/i.test(file) || text.includes('"weightsManifest"')
}
